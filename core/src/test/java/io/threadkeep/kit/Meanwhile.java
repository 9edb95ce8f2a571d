package io.threadkeep.kit;

import io.threadkeep.store.StorageUnavailableException;
import io.threadkeep.store.ThreadStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A store on which something else happens right before one of its operations, the first time. */
final class Meanwhile {
  private final String operation;
  private final Runnable other;
  private final AtomicBoolean happened = new AtomicBoolean();

  private Meanwhile(String operation, Runnable other) {
    this.operation = operation;
    this.other = other;
  }

  /**
   * @param operation its name, such as {@code append}
   */
  static ThreadStore before(String operation, ThreadStore sound, Runnable other) {
    return new Meanwhile(operation, other).around(ThreadStore.class, sound);
  }

  /** The store is out of reach then. */
  static ThreadStore brokenOffBefore(String operation, ThreadStore sound) {
    return before(
        operation,
        sound,
        () -> {
          throw new StorageUnavailableException("broken off before " + operation, null);
        });
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
    if (method.getName().equals(operation) && happened.compareAndSet(false, true)) {
      other.run();
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
