package io.threadkeep.transport.openai;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A test that must pass with each of the two APIs. */
@ParameterizedTest
@MethodSource("io.threadkeep.transport.openai.ApiWire#both")
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface BothApis {}
