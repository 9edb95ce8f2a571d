package io.threadkeep.kit;

import io.threadkeep.store.StorageUnavailableException;
import io.threadkeep.store.ThreadStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A store that is out of reach when one of its operations is called first. */
final class BrokenOff {
  private final String operation;
  private final AtomicBoolean broken = new AtomicBoolean();

  private BrokenOff(String operation) {
    this.operation = operation;
  }

  /**
   * @param operation its name, such as {@code append}
   */
  static ThreadStore before(String operation, ThreadStore sound) {
    return new BrokenOff(operation).around(ThreadStore.class, sound);
  }

  private <R> R around(Class<R> role, R sound) {
    return role.cast(
        Proxy.newProxyInstance(
            role.getClassLoader(),
            new Class<?>[] {role},
            (self, method, arguments) -> call(sound, method, arguments)));
  }

  private @Nullable Object call(Object sound, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getName().equals(operation) && broken.compareAndSet(false, true)) {
      throw new StorageUnavailableException(operation, new IllegalStateException("broken off"));
    }
    try {
      Object result = method.invoke(sound, arguments);
      return sound instanceof ThreadStore && method.getReturnType().isInterface()
          ? role(method.getReturnType(), result)
          : result;
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private <R> R role(Class<R> role, Object sound) {
    return around(role, role.cast(sound));
  }
}
