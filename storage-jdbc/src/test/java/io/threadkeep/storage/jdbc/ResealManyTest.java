package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.SealedHouse.ANN;
import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.id.Scope;
import io.threadkeep.secrecy.ResealProgress;
import io.threadkeep.storage.jdbc.server.DatabaseServer;
import io.threadkeep.storage.jdbc.server.Servers;
import io.threadkeep.thread.ChatThread;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sealing anew the content of many tenants, and much of it. */
class ResealManyTest {
  private static final DatabaseServer SERVER = Servers.h2Memory().orElseThrow();

  /** A tenant that is gone, and one whose key is away: both among many in one page of rows. */
  @Test
  void tenantsWithoutAKeyAreLeftOutAndNamedAndGetNoNewOne() {
    try (SealedHouse house = new SealedHouse(SERVER)) {
      for (int i = 0; i < 120; i++) {
        Scope owner = Scope.user("tenant-" + i, "ann");
        house.say(house.thread(owner), "said");
      }
      for (int i = 0; i < 120; i++) {
        house.encryption().rotate("tenant-" + i);
      }
      house.encryption().eraseKeys("tenant-7");
      house.keys().delete("tenant-8");
      house.keys().breakOff("tenant-9");
      house.forgetKeys();
      ResealProgress result = house.encryption().reseal(progress -> {});
      assertThat(result.resealed()).isEqualTo(117);
      assertThat(result.unreadable()).isEqualTo(3);
      assertThat(result.failed()).isEqualTo(Map.of("tenant-7", 1L, "tenant-8", 1L, "tenant-9", 1L));
      assertThat(house.text("select count(*) from tk_data_keys where tenant = 'tenant-7'"))
          .isEqualTo("2");
    }
  }

  /** Else a hundred of the longest messages would be in memory at once, twice over. */
  @Test
  void longRowsAreStoredInSmallerBatches() {
    try (SealedHouse house = new SealedHouse(SERVER)) {
      ChatThread thread = house.thread(ANN);
      String text = "x".repeat(600_000);
      for (int i = 0; i < 3; i++) {
        house.say(thread, text);
      }
      house.encryption().rotate("acme");
      List<Long> told = new ArrayList<>();
      house.encryption().reseal(progress -> told.add(progress.resealed()));
      assertThat(told).contains(1L, 2L, 3L);
      assertThat(house.texts(thread)).containsOnly(text).hasSize(3);
    }
  }
}
