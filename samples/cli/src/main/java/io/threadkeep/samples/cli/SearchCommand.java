package io.threadkeep.samples.cli;

import io.threadkeep.Threadkeep;
import io.threadkeep.id.ThreadId;
import io.threadkeep.search.SearchHit;
import io.threadkeep.search.SearchQuery;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "search", description = "Finds messages that hold all words, the newest first.")
final class SearchCommand implements Callable<Integer> {
  private final ThreadkeepCli cli;

  @Parameters(arity = "1..*", paramLabel = "WORD", description = "What to look for.")
  private List<String> words = List.of();

  @Option(names = "--thread", paramLabel = "THREAD", description = "In this one alone.")
  private @Nullable String thread;

  @Mixin private ListLimit limit = new ListLimit();

  SearchCommand(ThreadkeepCli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() {
    Output output = cli.output();
    SearchQuery all = SearchQuery.of(String.join(" ", words));
    SearchQuery query = thread == null ? all : all.in(new ThreadId(thread));
    try (Threadkeep keep = cli.open()) {
      Iterator<SearchHit> hits = keep.conversations(cli.scope()).search(query).iterator();
      for (long left = limit.most(); left > 0 && hits.hasNext(); left--) {
        print(hits.next(), output);
      }
      limit.tell(hits.hasNext(), output);
    }
    return 0;
  }

  private static void print(SearchHit hit, Output output) {
    if (!output.isJson()) {
      output.line(hit.message().threadId() + " " + MessageText.head(hit.message()));
      output.line("  " + Plain.line(hit.excerpt().text()));
      return;
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("thread", hit.message().threadId());
    fields.put("message", hit.message().id());
    fields.put("position", hit.message().position());
    fields.put("role", hit.message().role());
    fields.put("created_at", hit.message().createdAt());
    fields.put("excerpt", hit.excerpt().text());
    fields.put("places", hit.excerpt().places());
    output.json(fields);
  }
}
