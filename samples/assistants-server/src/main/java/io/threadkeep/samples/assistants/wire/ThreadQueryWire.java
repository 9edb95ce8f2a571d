package io.threadkeep.samples.assistants.wire;

import io.threadkeep.thread.ThreadQuery;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which threads are listed, beyond the original: {@code ?metadata[user_id]=u-42&user=u-42}. */
public final class ThreadQueryWire {
  private static final String USER = "user";
  private static final String METADATA = "metadata";
  private static final Pattern PAIR = Pattern.compile("metadata\\[(.+)]");

  private ThreadQueryWire() {}

  /**
   * @throws ApiException for what looks like a filter and is none: passed over, it would show all
   *     threads
   */
  public static ThreadQuery read(Map<String, List<String>> query) {
    ThreadQuery read =
        query.containsKey(USER) ? ThreadQuery.ofUser(only(USER, query.get(USER))) : ThreadQuery.ALL;
    for (Map.Entry<String, List<String>> said : query.entrySet()) {
      String name = said.getKey();
      if (name.toLowerCase(Locale.ROOT).startsWith(METADATA)) {
        Matcher pair = PAIR.matcher(name);
        if (!pair.matches()) {
          throw invalid(name);
        }
        read = read.and(pair.group(1), only(name, said.getValue()));
      }
    }
    return read;
  }

  private static String only(String name, List<String> values) {
    if (values.size() > 1) {
      throw invalid(name);
    }
    return values.get(0);
  }

  private static ApiException invalid(String name) {
    String shown = Value.shown(name);
    return ApiError.badRequest(
            "Invalid '"
                + shown
                + "': threads are listed by 'metadata[key]=value' and 'user=id', each key once.",
            shown,
            "invalid_value")
        .asException();
  }
}
