package io.threadkeep.samples.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A whole number from 0 on. */
final class Count implements ITypeConverter<Long> {
  @Override
  public Long convert(String text) {
    try {
      long count = Long.parseLong(text);
      if (count >= 0) {
        return count;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new TypeConversionException("'" + text + "' is no whole number from 0 on");
  }
}
