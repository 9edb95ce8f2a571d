package io.threadkeep.transport.fake.cassette;

import java.util.List;
import java.util.regex.Pattern;

/** What keys, tokens and passwords of the usual kinds look like, as their issuers describe them. */
final class WellKnownSecrets {
  static final Pattern EMAIL =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}._%+-])[\\p{L}\\p{N}._%+-]{1,64}+@[\\p{L}\\p{N}-]{1,63}(?:\\.[\\p{L}\\p{N}-]{2,63}){1,8}");

  static final List<Pattern> PATTERNS =
      List.of(
          // OpenAI, Anthropic, and those that follow them.
          secret("sk-[A-Za-z0-9_-]{16,}"),
          // What an authorization header holds.
          secret("(?i:bearer)\\s{1,4}[A-Za-z0-9._~+/-]{16,}=*"),
          secret("(?i:authorization)\\W{1,6}(?i:basic)\\s{1,4}[A-Za-z0-9+/]{6,}=*"),
          // JSON Web Tokens: two or three parts, the first of which is a JSON object.
          secret("eyJ[A-Za-z0-9_-]{8,400}\\.[A-Za-z0-9_-]{8,}(?:\\.[A-Za-z0-9_-]+)?"),
          // GitHub, GitLab, Slack, AWS, Google, Stripe.
          secret("(?:gh[pousr]_|github_pat_)[A-Za-z0-9_]{20,}"),
          secret("glpat-[A-Za-z0-9_-]{20,}"),
          secret("xox[abeoprs]-[A-Za-z0-9-]{10,}"),
          secret("(?:AKIA|ASIA)[A-Z0-9]{16}\\b"),
          secret("AIza[A-Za-z0-9_-]{35}"),
          secret("[rs]k_(?:live|test)_[A-Za-z0-9]{16,}"),
          // user:password in a URL.
          Pattern.compile("(?<=://)[^\\s/:@\"'<>]{1,128}+:[^\\s/@\"'<>]{1,256}+(?=@)"),
          // A private key, to its end or that of the text.
          Pattern.compile(
              "-----BEGIN [A-Z ]{0,32}PRIVATE KEY-----.*?(?:-----END [A-Z ]{0,32}PRIVATE KEY-----|\\z)",
              Pattern.DOTALL));

  private WellKnownSecrets() {}

  /** Begins where a word does, or right behind an escaped line break or the like. */
  private static Pattern secret(String regex) {
    return Pattern.compile("(?:\\b|(?<=\\\\[bfnrt]))" + regex);
  }
}
