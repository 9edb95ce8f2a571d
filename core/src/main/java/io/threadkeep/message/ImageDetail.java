package io.threadkeep.message;

/** How closely the model looks at an image. */
public enum ImageDetail {
  AUTO,
  LOW,
  HIGH
}
