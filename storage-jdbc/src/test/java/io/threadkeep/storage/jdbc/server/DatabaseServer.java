package io.threadkeep.storage.jdbc.server;

/** A server, or an engine inside this JVM, that can make databases. */
public interface DatabaseServer {

  /** A database that nobody has used. */
  DatabaseAddress fresh();
}
