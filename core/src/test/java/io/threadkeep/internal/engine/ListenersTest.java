package io.threadkeep.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.observe.EngineListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListenersTest {

  @Test
  void whatOneThrowsKeepsNobodyFromHearing() {
    List<String> heard = new ArrayList<>();
    EngineListener broken =
        new EngineListener() {
          @Override
          public void gateClosed(String model, Duration delay) {
            heard.add("broken " + model);
            throw new NoClassDefFoundError("what an optional library may lack");
          }
        };
    EngineListener sound =
        new EngineListener() {
          @Override
          public void gateClosed(String model, Duration delay) {
            heard.add("sound " + model);
          }
        };
    Listeners listeners = new Listeners(List.of(broken, sound), () -> 0);
    listeners.tell(listener -> listener.gateClosed("a", Duration.ZERO));
    listeners.tell(listener -> listener.gateClosed("b", Duration.ZERO));
    assertThat(heard).containsExactly("broken a", "sound a", "broken b", "sound b");
  }
}
