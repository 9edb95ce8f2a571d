package io.threadkeep.kit;

/**
 * How much is tried: enough for each build, or all that patience allows where the Maven profile
 * {@code chaos} asks for it.
 */
public final class Chaos {
  private static final boolean WANTED = Boolean.getBoolean("threadkeep.chaos");

  private Chaos() {}

  public static boolean isWanted() {
    return WANTED;
  }

  /** How often something random is tried. */
  public static int times(int inEachBuild, int inChaos) {
    return WANTED ? inChaos : inEachBuild;
  }
}
