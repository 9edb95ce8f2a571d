package io.threadkeep.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.id.Scope;
import io.threadkeep.kit.ManualClock;
import io.threadkeep.kit.Samples;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.page.PageRequest;
import io.threadkeep.storage.jdbc.server.DatabaseAddress;
import io.threadkeep.storage.jdbc.server.DatabaseServer;
import io.threadkeep.store.IdempotencyKey;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ThreadQuery;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Text is compared byte by byte: what a collation takes for the same is not the same here. */
class ExactTextTest {
  private static final List<String> ALIKE =
      List.of(
          "user",
          "User",
          "USER",
          "user ",
          " user",
          "u\u0301ser",
          "\u00FAser",
          "us\u00ADer",
          "stra\u00DFe",
          "strasse",
          "STRASSE",
          "\u0130",
          "i",
          "I",
          "\u0131",
          "\uFF55ser",
          "user\u200B",
          "\uD83D\uDE00",
          "\uD83D\uDE01",
          "%",
          "_",
          "'",
          "\\",
          "\\'",
          "\"",
          "?",
          "{0}",
          "'; delete from tk_threads; --",
          "$.x' or '1'='1",
          "/* */",
          ":name",
          "??",
          "#{x}");

  private final Samples samples = new Samples(new ManualClock());

  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#all")
  void scopesThatLookAlikeAreApart(DatabaseServer server) {
    try (ThreadStore store = JdbcThreadStore.open(server.fresh().options())) {
      for (String name : ALIKE) {
        store.threads().create(samples.thread(Scope.user("acme", name)), null);
        store.threads().create(samples.thread(Scope.tenant(name)), null);
      }
      for (String name : ALIKE) {
        assertThat(find(store, Scope.user("acme", name), ThreadQuery.ALL)).hasSize(1);
        assertThat(find(store, Scope.tenant(name), ThreadQuery.ALL)).hasSize(1);
        assertThat(find(store, Scope.tenant("acme"), ThreadQuery.ofUser(name))).hasSize(1);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#all")
  void metadataThatLooksAlikeIsApart(DatabaseServer server) {
    Scope ann = Scope.user("acme", "ann");
    try (ThreadStore store = JdbcThreadStore.open(server.fresh().options())) {
      for (String text : ALIKE) {
        store.threads().create(samples.thread(ann, Metadata.of("key", text)), null);
        store.threads().create(samples.thread(ann, Metadata.of("k" + text, "value")), null);
      }
      for (String text : ALIKE) {
        for (Scope scope : List.of(ann, Scope.tenant("acme"))) {
          assertThat(find(store, scope, ThreadQuery.with("key", text)))
              .extracting(ChatThread::metadata)
              .containsExactly(Metadata.of("key", text));
          assertThat(find(store, scope, ThreadQuery.with("k" + text, "value")))
              .extracting(ChatThread::metadata)
              .containsExactly(Metadata.of("k" + text, "value"));
          assertThat(find(store, scope, ThreadQuery.with("key", text).and("other", "x"))).isEmpty();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#all")
  void keysThatLookAlikeAreApart(DatabaseServer server) {
    try (ThreadStore store = JdbcThreadStore.open(server.fresh().options())) {
      List<ChatThread> created = new ArrayList<>();
      for (String text : ALIKE) {
        created.add(
            store
                .threads()
                .create(samples.thread(Scope.DEFAULT), new IdempotencyKey(text, "body")));
      }
      assertThat(created).doesNotHaveDuplicates();
      for (int i = 0; i < created.size(); i++) {
        ChatThread again =
            store
                .threads()
                .create(samples.thread(Scope.DEFAULT), new IdempotencyKey(ALIKE.get(i), "body"));
        assertThat(again).isEqualTo(created.get(i));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#all")
  void anyKeyAndValueOfMetadataIsFoundAgain(DatabaseServer server) {
    Random random = new Random(20261121);
    try (ThreadStore store = JdbcThreadStore.open(server.fresh().options())) {
      for (int i = 0; i < 100; i++) {
        Metadata metadata = Metadata.of(text(random, 64), text(random, 512));
        ChatThread thread = store.threads().create(samples.thread(Scope.DEFAULT, metadata), null);
        assertThat(find(store, Scope.DEFAULT, new ThreadQuery(null, metadata)))
            .containsExactly(thread);
      }
    }
  }

  /** Two pairs with the same hash do not occur in a lifetime, so one is made. */
  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#all")
  void aHashThatCollidesFindsNothingElse(DatabaseServer server) throws SQLException {
    DatabaseAddress database = server.fresh();
    try (ThreadStore store = JdbcThreadStore.open(database.options())) {
      store.threads().create(samples.thread(Scope.DEFAULT, Metadata.of("colour", "red")), null);
      try (Connection connection = database.connect();
          var update = connection.prepareStatement("update tk_thread_metadata set pair_hash = ?")) {
        update.setLong(1, PairHash.of("colour", "blue"));
        assertThat(update.executeUpdate()).isEqualTo(1);
      }
      assertThat(find(store, Scope.DEFAULT, ThreadQuery.with("colour", "blue"))).isEmpty();
    }
  }

  private static List<ChatThread> find(ThreadStore store, Scope scope, ThreadQuery query) {
    return store.threads().list(scope, query, PageRequest.newestFirst().limit(100)).items();
  }

  /** Well-formed text of up to {@code max} UTF-16 units from all planes, without U+0000. */
  private static String text(Random random, int max) {
    StringBuilder text = new StringBuilder("x");
    int length = random.nextInt(max - 1);
    while (text.length() < length) {
      int point = random.nextInt(1, random.nextBoolean() ? 0x80 : 0x11_0000);
      boolean surrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
      if (!surrogate) {
        text.appendCodePoint(point);
      }
    }
    return text.toString();
  }
}
