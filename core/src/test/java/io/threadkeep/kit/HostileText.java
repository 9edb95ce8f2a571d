package io.threadkeep.kit;

import java.util.List;

/** Text that stores are known to change, cut, reject or run. All of it is well-formed. */
final class HostileText {
  static final List<String> ALL =
      List.of(
          "plain",
          "",
          " ",
          "trailing spaces   ",
          "\tleading tab and line breaks\r\n\n\r",
          "emoji \uD83D\uDE00 and family \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
          "\uFFFF\uFFFE\uFDD0 noncharacters",
          "\uFEFFbyte order mark",
          "four bytes \uD800\uDC00\uDBFF\uDFFF",
          "e\u0301 is not \u00E9",
          "\u202Eright to left\u202C",
          "controls \u0001\u0008\u001B\u007F\u0085\u2028",
          "'single' \"double\" `back` \\backslash\\",
          "'; drop table message; --",
          "/* comment */ ? :name $1 ${jndi:ldap://x} #{1+1} {} {{}} %s %n",
          "{\"json\": [null, \"\\u0000\"]}",
          "100%_wild*",
          "null",
          "stra\u00DFe STRASSE stra\u1E9Ee i\u0307 I \u0131");

  private HostileText() {}
}
