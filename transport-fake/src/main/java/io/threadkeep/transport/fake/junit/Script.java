package io.threadkeep.transport.fake.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the static method of the test class, or of one around it, that writes the script of the
 * test, or of each test of the class:
 *
 * <pre>{@code
 * @Test
 * @Script("refund")
 * void aRefundIsPaidOnce(Threadkeep keep) { … }
 *
 * static FakeTransport refund(FakeTransportBuilder fake) {
 *   return fake.then(FakeAnswer.toolCall("call_1", "refund", "{}")).thenReply("Done.").otherwiseFail();
 * }
 * }</pre>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Script {
  String value();
}
