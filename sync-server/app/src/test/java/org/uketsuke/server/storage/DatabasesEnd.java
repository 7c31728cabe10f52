package org.uketsuke.server.storage;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/** Ends the PostgreSQL server of the tests after the last of this JVM: one that is exiting is not given the time for it. */
public final class DatabasesEnd implements BeforeAllCallback {
    private static final Namespace NAMESPACE = Namespace.create(DatabasesEnd.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        AutoCloseable end = Databases::close;
        context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE).getOrComputeIfAbsent("end", key -> end);
    }
}
