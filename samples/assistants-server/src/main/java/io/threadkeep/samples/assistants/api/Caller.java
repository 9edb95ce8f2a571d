package io.threadkeep.samples.assistants.api;

import io.threadkeep.id.Scope;

/**
 * Who calls.
 *
 * @param key what the caller's key is known by in counts and logs; never the key
 * @param scope what the caller may reach
 */
public record Caller(String key, Scope scope) {}
