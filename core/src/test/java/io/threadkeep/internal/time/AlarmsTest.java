package io.threadkeep.internal.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.internal.time.Alarms.Alarm;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class AlarmsTest {

  @Test
  void anAlarmRingsUnlessItIsCalledOff() throws Exception {
    Alarms alarms = SystemTime.alarms();
    AtomicBoolean calledOffRang = new AtomicBoolean();
    CountDownLatch rang = new CountDownLatch(1);
    Alarm calledOff = alarms.set(Duration.ofMillis(400), () -> calledOffRang.set(true));
    calledOff.callOff();
    Alarm kept = alarms.set(Duration.ofMillis(500), rang::countDown);
    assertThat(rang.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(calledOffRang).isFalse();
    kept.callOff();
  }
}
