package io.threadkeep.kit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What each build leaves out, since it tries much the same elsewhere; see {@link Chaos}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfSystemProperty(named = Chaos.PROPERTY, matches = "true")
public @interface OnlyInChaos {}
