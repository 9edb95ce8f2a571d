package io.threadkeep.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaTest {

  @ParameterizedTest
  @EnumSource
  void theScriptCanBeRunAgainAndNotesItsVersion(Database database) {
    String script = Schema.script(database);
    assertThat(script.split(";\n"))
        .filteredOn(statement -> statement.contains("create "))
        .isNotEmpty()
        .allSatisfy(statement -> assertThat(statement).contains("if not exists"));
    assertThat(script.toLowerCase(java.util.Locale.ROOT))
        .containsSubsequence("tk_threads", "tk_messages", "tk_runs", "into tk_schema_version");
  }

  @Test
  void postgresComparesTextByteByByte() {
    assertThat(Schema.script(Database.POSTGRESQL))
        .contains("tenant varchar(64) collate \"C\" not null", "body text collate \"C\" not null");
  }

  @Test
  void textSearchIsInTheScriptWhereThereIsOne() {
    assertThat(Schema.script(Database.POSTGRESQL)).contains("using gin (to_tsvector(");
    assertThat(Schema.script(Database.MARIADB)).contains("create fulltext index if not exists");
    assertThat(Schema.script(Database.H2)).doesNotContain("by_token");
  }

  @Test
  void mariaDbComparesTextByteByByteAndPadsNothing() {
    assertThat(Schema.script(Database.MARIADB))
        .contains("engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin")
        .contains("body longtext not null");
  }
}
