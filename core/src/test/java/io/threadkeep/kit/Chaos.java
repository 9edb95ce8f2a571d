package io.threadkeep.kit;

/**
 * How much is tried: enough for each build, or all that patience allows where the Maven profile
 * {@code chaos} asks for it.
 */
public final class Chaos {
  static final String PROPERTY = "threadkeep.chaos";

  private static final boolean WANTED = Boolean.getBoolean(PROPERTY);

  private Chaos() {}

  public static boolean isWanted() {
    return WANTED;
  }

  /** How often something random is tried. */
  public static int times(int inEachBuild, int inChaos) {
    return WANTED ? inChaos : inEachBuild;
  }
}
