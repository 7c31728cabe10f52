package org.uketsuke.protocol;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** JSON can leave fields out that a record must have; nothing null shall pass this boundary. */
final class Required {
    private Required() {}

    /** The value itself, once it and all records below it are complete. */
    static <T> T check(@Nullable T value, Class<?> type) {
        if (value == null) {
            throw new MalformedMessage(type.getSimpleName() + " expected: nothing was sent", null);
        }
        if (value instanceof Record complete) {
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                checkComponent(complete, component);
            }
        }
        return value;
    }

    private static void checkComponent(Record owner, RecordComponent component) {
        if (component.getType().isPrimitive()) {
            return;
        }
        Object inner = read(owner, component);
        if (inner == null) {
            throw new MalformedMessage(
                    owner.getClass().getSimpleName() + " expected: field " + component.getName() + " is missing", null);
        }
        if (inner instanceof Record nested) {
            check(nested, nested.getClass());
        } else if (inner instanceof Collection<?> list) {
            list.forEach(element -> check(element, component.getType()));
        } else if (inner instanceof java.util.Optional<?> optional && optional.isPresent()) {
            check(optional.get(), component.getType());
        }
    }

    private static @Nullable Object read(Record owner, RecordComponent component) {
        try {
            Method accessor = component.getAccessor();
            // Records that only one package needs are read through here, too.
            accessor.setAccessible(true);
            return accessor.invoke(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot read " + component, e);
        }
    }
}
