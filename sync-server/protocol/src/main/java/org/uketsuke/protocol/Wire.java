package org.uketsuke.protocol;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON as it travels and as it is journaled: absent values are left out, instants are ISO texts, unknown fields are
 * tolerated, unknown enum values become {@code UNRECOGNISED}.
 */
public final class Wire {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .annotationIntrospector(new NumbersRequired())
            .enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
            .changeDefaultPropertyInclusion(inclusion ->
                    inclusion.withValueInclusion(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_ABSENT))
            .build();

    private Wire() {}

    /** A message or entry as JSON text. */
    public static String write(Object message) {
        return MAPPER.writeValueAsString(message);
    }

    /**
     * Reads a message.
     *
     * @throws MalformedMessage if the text is not JSON of that shape, or a required field is missing
     */
    public static <T> T read(String json, Class<T> type) {
        try {
            return Required.check(MAPPER.readValue(json, type), type);
        } catch (JacksonException e) {
            throw new MalformedMessage(type.getSimpleName() + " expected: " + e.getOriginalMessage(), e);
        }
    }

    /** Reads a message from UTF-8 bytes; see {@link #read(String, Class)}. */
    public static <T> T read(byte[] json, Class<T> type) {
        try {
            return Required.check(MAPPER.readValue(json, type), type);
        } catch (JacksonException e) {
            throw new MalformedMessage(type.getSimpleName() + " expected: " + e.getOriginalMessage(), e);
        }
    }

    /** A number that was left out is an error, not zero; what may be left out is an Optional. */
    private static final class NumbersRequired extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
            return member.getRawType().isPrimitive() ? Boolean.TRUE : super.hasRequiredMarker(config, member);
        }
    }
}
