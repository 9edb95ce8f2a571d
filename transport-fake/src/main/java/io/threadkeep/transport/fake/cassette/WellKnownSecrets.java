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
          Pattern.compile("\\bsk-[A-Za-z0-9_-]{16,}"),
          // What an authorization header holds.
          Pattern.compile("\\b(?i:bearer)\\s{1,4}[A-Za-z0-9._~+/-]{16,}=*"),
          Pattern.compile("\\b(?i:authorization)\\W{1,6}(?i:basic)\\s{1,4}[A-Za-z0-9+/]{6,}=*"),
          // JSON Web Tokens: two or three parts, the first of which is a JSON object.
          Pattern.compile("\\beyJ[A-Za-z0-9_-]{8,400}\\.[A-Za-z0-9_-]{8,}(?:\\.[A-Za-z0-9_-]+)?"),
          // GitHub, GitLab, Slack, AWS, Google, Stripe.
          Pattern.compile("\\b(?:gh[pousr]_|github_pat_)[A-Za-z0-9_]{20,}"),
          Pattern.compile("\\bglpat-[A-Za-z0-9_-]{20,}"),
          Pattern.compile("\\bxox[abeoprs]-[A-Za-z0-9-]{10,}"),
          Pattern.compile("\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b"),
          Pattern.compile("\\bAIza[A-Za-z0-9_-]{35}"),
          Pattern.compile("\\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}"),
          // user:password in a URL.
          Pattern.compile("(?<=://)[^\\s/:@\"'<>]{1,128}+:[^\\s/@\"'<>]{1,256}+(?=@)"),
          // A private key, to its end or that of the text.
          Pattern.compile(
              "-----BEGIN [A-Z ]{0,32}PRIVATE KEY-----.*?(?:-----END [A-Z ]{0,32}PRIVATE KEY-----|\\z)",
              Pattern.DOTALL));

  private WellKnownSecrets() {}
}
