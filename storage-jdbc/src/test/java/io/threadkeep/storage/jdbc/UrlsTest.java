package io.threadkeep.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlsTest {
  private static final String INPLACE = ";MAX_LENGTH_INPLACE_LOB=65536";

  @Test
  void theDefaultIsAnH2FileThatSurvivesKillsAndInterrupts() {
    assertThat(Urls.completed(JdbcOptions.h2(Path.of("/data")).url()))
        .isEqualTo(
            "jdbc:h2:async:/data/threadkeep" + INPLACE + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE");
  }

  @Test
  void whatAnH2UrlSaysItselfStays() {
    String own =
        "jdbc:h2:file:~/mine;write_delay=500;db_close_on_exit=true;max_length_inplace_lob=1";
    assertThat(Urls.completed(own)).isEqualTo(own);
  }

  @Test
  void anH2ServerClosesItsDatabasesItself() {
    assertThat(Urls.completed("jdbc:h2:tcp://db/threads"))
        .isEqualTo("jdbc:h2:tcp://db/threads" + INPLACE + ";WRITE_DELAY=0");
    assertThat(Urls.completed("jdbc:h2:mem:x")).isEqualTo("jdbc:h2:mem:x" + INPLACE);
  }

  @Test
  void deadConnectionsAreNoticedUnlessTheUrlSaysWhen() {
    assertThat(Urls.driverProperties("jdbc:postgresql://db/threads"))
        .isEqualTo(Map.of("socketTimeout", "30", "connectTimeout", "10", "tcpKeepAlive", "true"));
    assertThat(Urls.driverProperties("jdbc:mariadb://db/threads?socketTimeout=5"))
        .isEqualTo(Map.of("connectTimeout", "10000", "tcpKeepAlive", "true"));
    assertThat(Urls.driverProperties("jdbc:h2:mem:x")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://db/threads?user=a&password=b, jdbc:postgresql://db/threads",
    "jdbc:h2:tcp://db/threads;PASSWORD=b, jdbc:h2:tcp://db/threads",
    "jdbc:mariadb://a:b@db/threads, jdbc:mariadb://db/threads",
    "jdbc:mariadb://a:b@c@db/threads, jdbc:mariadb://db/threads",
  })
  void passwordsAreNotShown(String url, String shown) {
    assertThat(Urls.shown(url)).isEqualTo(shown);
  }
}
