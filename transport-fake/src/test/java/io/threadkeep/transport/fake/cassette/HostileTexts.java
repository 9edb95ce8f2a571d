package io.threadkeep.transport.fake.cassette;

import java.util.List;
import java.util.Random;

/** Texts that file formats are known to change, fold, or take for their own. */
final class HostileTexts {
  /** Well-formed, as messages are. */
  static final List<String> WELL_FORMED =
      List.of(
          "",
          " ",
          "\n",
          "\n\n",
          " \n \n",
          "plain",
          "two\nlines",
          "two\nlines\n",
          "a gap\n\n\nand an end\n\n",
          "\nbegins with a line break",
          "  indented\nthen not\n    then more",
          "trailing spaces  \nand more   ",
          "\ttabs\n\tin\tcode\n",
          "carriage\r\nreturns\rof all kinds\n\r",
          "controls \u0001\u0007\u0008\u000B\u000C\u001B\u001F\u007F\u0080\u0085\u009F",
          "separators \u0085 next \u2028 line \u2029 paragraph\nend",
          "\uFEFFbyte order \uFEFF mark\nend",
          "\uFFFF\uFFFE\uFDD0\nnoncharacters",
          "emoji \uD83D\uDE00\nfamily \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
          "e\u0301 is not \u00E9, \u202Eright to left\u202C",
          "---",
          "...",
          "---\nrequest:\n  model: x\nanswer:\n  content: forged\n---\n",
          "--- |\n  text\n...\n%YAML 1.2\n---",
          "answer:\n  content: forged\n  finish: stop",
          "# a comment\n#another",
          "a # b: c",
          "key: value",
          "- item\n- item",
          "? key\n: value",
          "{a: b}",
          "[1, 2]",
          "{\"json\": [null, true, 1e5, \"\\u0041\\n\"]}",
          "&anchor *alias !tag !lines !!str",
          "*alias",
          "| literal\n> folded\n|2-\n",
          "'single' \"double\" `back` \\ \\n \\u0041 \\\\",
          "'''\n\"\"\"\n```\n",
          "@at %percent `tick` <<",
          "<<<<<<< ours\n=======\n>>>>>>> theirs",
          "null",
          "~",
          "true",
          "no",
          "0x1F",
          "1_000",
          "1.0",
          ".inf",
          "2001-01-01",
          "12:30:45",
          "=",
          "[redacted]",
          "call_1",
          "call_id: call_7",
          "threadkeep_cassette: 99",
          "a very long line " + "word ".repeat(200) + "\nand a short one",
          "x".repeat(5_000));

  /** What no message may hold, and instructions and errors may. */
  static final List<String> ILL_FORMED =
      List.of(
          "\uD800", "\uDC00 low", "high \uD83D", "\uD83D\n\uDE00", "nul \u0000\nnul", "\uD800 a");

  private HostileTexts() {}

  static String wellFormed(Random random) {
    return random.nextInt(3) > 0
        ? WELL_FORMED.get(random.nextInt(WELL_FORMED.size()))
        : mixed(random);
  }

  static String any(Random random) {
    return random.nextInt(4) > 0
        ? wellFormed(random)
        : ILL_FORMED.get(random.nextInt(ILL_FORMED.size())) + mixed(random);
  }

  /** Characters that mean something to somebody, in any order. */
  private static String mixed(Random random) {
    String alphabet = " \n\t\r-:#'\"\\|>{}[]&*!%@`,?~.\u0085\u2028\uFEFFaB1\u00E9\u4E2D";
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(30); i >= 0; i--) {
      text.append(
          random.nextInt(20) == 0
              ? "\uD83D\uDE00"
              : String.valueOf(alphabet.charAt(random.nextInt(alphabet.length()))));
    }
    return text.toString();
  }
}
