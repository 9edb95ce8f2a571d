package io.threadkeep.transport.fake.junit;

import io.threadkeep.transport.fake.FakeTransport;
import io.threadkeep.transport.fake.FakeTransportBuilder;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/** What a test, its class and the classes around it are annotated with: the nearest one counts. */
record Annotations(ExtensionContext context) {

  /** {@code recipe} with what they say. */
  Recipe appliedTo(Recipe recipe) {
    Recipe scripted =
        elements()
            .flatMap(element -> script(element).stream())
            .findFirst()
            .map(recipe::script)
            .orElse(recipe);
    Recipe worked =
        find(RunningWorker.class).map(running -> scripted.withRunningWorker()).orElse(scripted);
    return find(AllowLeftovers.class)
        .map(allow -> worked.allowing(Set.of(allow.value())))
        .orElse(worked);
  }

  private Optional<Function<FakeTransportBuilder, FakeTransport>> script(AnnotatedElement element) {
    Optional<Function<FakeTransportBuilder, FakeTransport>> replies =
        AnnotationSupport.findAnnotation(element, Replies.class)
            .map(found -> fake -> fake.thenReply(found.value()).otherwiseFail());
    return replies.or(
        () -> AnnotationSupport.findAnnotation(element, Script.class).map(this::written));
  }

  private Function<FakeTransportBuilder, FakeTransport> written(Script script) {
    Method writer =
        classes()
            .flatMap(type -> writer(type, script.value()).stream())
            .findFirst()
            .orElseThrow(() -> noWriter(script.value()));
    return fake -> (FakeTransport) ReflectionSupport.invokeMethod(writer, null, fake);
  }

  private static Optional<Method> writer(Class<?> type, String name) {
    return ReflectionSupport.findMethod(type, name, FakeTransportBuilder.class)
        .filter(method -> Modifier.isStatic(method.getModifiers()))
        .filter(method -> method.getReturnType() == FakeTransport.class);
  }

  private ExtensionConfigurationException noWriter(String name) {
    return new ExtensionConfigurationException(
        "@Script(\""
            + name
            + "\") expects a method 'static FakeTransport "
            + name
            + "(FakeTransportBuilder)' in "
            + context.getRequiredTestClass().getName()
            + " or a class around it, but there is none.");
  }

  private <A extends Annotation> Optional<A> find(Class<A> type) {
    return elements()
        .flatMap(element -> AnnotationSupport.findAnnotation(element, type).stream())
        .findFirst();
  }

  private Stream<AnnotatedElement> elements() {
    return Stream.concat(context.getTestMethod().stream(), classes());
  }

  private Stream<Class<?>> classes() {
    // A nested class may be inherited: it is run within another class than it was written in.
    Stream<Class<?>> running = contexts().flatMap(each -> each.getTestClass().stream());
    Stream<Class<?>> written =
        Stream.iterate(context.getRequiredTestClass(), Objects::nonNull, Class::getEnclosingClass);
    return Stream.concat(running, written).distinct();
  }

  private Stream<ExtensionContext> contexts() {
    return Stream.iterate(
            Optional.of(context),
            Optional::isPresent,
            each -> each.flatMap(ExtensionContext::getParent))
        .flatMap(Optional::stream);
  }
}
