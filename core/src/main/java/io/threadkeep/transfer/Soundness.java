package io.threadkeep.transfer;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.limit.Text;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the model takes for granted of records that its own code made, asked of records that came
 * from outside: nothing is missing, text can be stored, numbers are not negative, and instants are
 * such as every store keeps.
 */
final class Soundness {
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

  /** A component of a record type, and whether it may be null. */
  private record Component(RecordComponent component, boolean optional) {}

  private static final ClassValue<List<Component>> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected List<Component> computeValue(Class<?> type) {
          return Arrays.stream(type.getRecordComponents())
              .map(
                  each ->
                      new Component(
                          each, each.getAnnotatedType().isAnnotationPresent(Nullable.class)))
              .toList();
        }
      };

  private Soundness() {}

  /**
   * @throws InvalidInputException if it is not sound
   */
  static void require(Record record) {
    for (Component each : COMPONENTS.get(record.getClass())) {
      String field = each.component().getName();
      Object value = value(record, each.component());
      if (value != null) {
        require(field, value);
      } else if (!each.optional()) {
        throw new InvalidInputException(field, "a value", "none");
      }
    }
  }

  private static void require(String field, Object value) {
    if (value instanceof Record record) {
      require(record);
    } else if (value instanceof String text) {
      Text.check(field, text);
    } else if (value instanceof Instant instant) {
      requireKept(field, instant);
    } else if (value instanceof Collection<?> all) {
      for (Object each : all) {
        require(field, each);
      }
    } else if (value instanceof Long || value instanceof Integer) {
      if (((Number) value).longValue() < 0) {
        throw new InvalidInputException(field, "a number from 0 on", value.toString());
      }
    }
  }

  private static void requireKept(String field, Instant instant) {
    if (instant.isBefore(EARLIEST)
        || instant.isAfter(LATEST)
        || !instant.equals(instant.truncatedTo(ChronoUnit.MICROS))) {
      throw new InvalidInputException(
          field, "an instant of the years 1 to 9999, to the microsecond", instant.toString());
    }
  }

  private static @Nullable Object value(Record record, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component.toString(), e);
    }
  }
}
