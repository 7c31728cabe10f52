package org.uketsuke.protocol;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON can leave fields out that a record must have; nothing null shall pass this boundary. */
final class Required {
    /** Looked up once per record type: looking them up for every entry of a push took longer than parsing it. */
    private static final ClassValue<List<Method>> ACCESSORS = new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .filter(component -> !component.getType().isPrimitive())
                    .map(RecordComponent::getAccessor)
                    // Records that only one package needs are read through here, too.
                    .peek(accessor -> accessor.setAccessible(true))
                    .toList();
        }
    };

    private Required() {}

    /** The value itself, once it and all records below it are complete. */
    static <T> T check(@Nullable T value, Class<?> type) {
        if (value == null) {
            throw new MalformedMessage(type.getSimpleName() + " expected: nothing was sent", null);
        }
        if (value instanceof Record complete) {
            for (Method accessor : ACCESSORS.get(value.getClass())) {
                checkComponent(complete, accessor);
            }
        }
        return value;
    }

    private static void checkComponent(Record owner, Method accessor) {
        Object inner = read(owner, accessor);
        if (inner == null) {
            throw new MalformedMessage(
                    owner.getClass().getSimpleName() + " expected: field " + accessor.getName() + " is missing", null);
        }
        checkValue(inner, accessor.getReturnType());
    }

    private static void checkValue(Object inner, Class<?> type) {
        if (inner instanceof Record nested) {
            check(nested, nested.getClass());
        } else if (inner instanceof Collection<?> list) {
            list.forEach(element -> check(element, type));
        } else if (inner instanceof Optional<?> optional && optional.isPresent()) {
            checkValue(optional.get(), type);
        }
    }

    private static @Nullable Object read(Record owner, Method accessor) {
        try {
            return accessor.invoke(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot read " + accessor, e);
        }
    }
}
