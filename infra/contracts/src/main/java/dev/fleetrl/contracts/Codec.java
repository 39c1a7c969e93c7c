package dev.fleetrl.contracts;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.InjectableValues;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How records become bytes. */
public final class Codec {
    /** For the control plane: people read these messages. */
    public static final Codec JSON = new Codec(JsonMapper.builder());

    /** For the data plane: frames and tensors stay binary. */
    public static final Codec CBOR = new Codec(CBORMapper.builder());

    /** For a process's configuration file, read once in {@code main}. */
    public static final Codec YAML = new Codec(YAMLMapper.builder());

    /** Names what a creator's parameter is when the message has no such field: an empty Optional. */
    static final String ABSENT = "absent";

    /** The same, for a list: one without elements. */
    private static final String EMPTY = "empty";

    /** The same, for a whole number: 0. */
    private static final String ZERO = "zero";

    private final ObjectMapper mapper;

    private Codec(MapperBuilder<? extends ObjectMapper, ?> builder) {
        // The components of a record are the message; a derived isCorrection() must not leak onto the wire.
        mapper = builder.addModule(new Jdk8Module())
                .annotationIntrospector(AnnotationIntrospector.pair(new JacksonAnnotationIntrospector(), new LeftOut()))
                .visibility(PropertyAccessor.ALL, Visibility.NONE)
                .visibility(PropertyAccessor.FIELD, Visibility.ANY)
                .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .injectableValues(new InjectableValues.Std()
                        .addValue(ABSENT, Optional.empty())
                        .addValue(EMPTY, List.of())
                        .addValue(ZERO, 0))
                .build();
    }

    public <M> byte[] encode(Class<M> type, M message) {
        try {
            return mapper.writerFor(type).writeValueAsBytes(message);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot encode " + type.getSimpleName(), e);
        }
    }

    /** Fails on fields that are missing, null or unknown: a message half understood is not understood. */
    public <M> M decode(Class<M> type, byte[] bytes) throws IOException {
        return mapper.readerFor(type).readValue(bytes);
    }

    /** What {@code @JsonInclude} leaves out of a message where it is empty may be missing where one is read. */
    private static final class LeftOut extends NopAnnotationIntrospector {
        private static final long serialVersionUID = 1L;
        private static final Map<JsonInclude.Include, Instead> INSTEAD = Map.of(
                JsonInclude.Include.NON_ABSENT, new Instead(ABSENT, Optional.class),
                JsonInclude.Include.NON_EMPTY, new Instead(EMPTY, List.class),
                JsonInclude.Include.NON_DEFAULT, new Instead(ZERO, int.class));

        private record Instead(String name, Class<?> type) {}

        @Override
        public JacksonInject.@Nullable Value findInjectableValue(AnnotatedMember member) {
            JsonInclude include = member.getAnnotation(JsonInclude.class);
            Instead instead =
                    include == null || !(member instanceof AnnotatedParameter) ? null : INSTEAD.get(include.value());
            if (instead == null) {
                return null;
            }
            if (!instead.type().equals(member.getRawType())) {
                throw new IllegalArgumentException(
                        member + " may be left out, and the codec does not know what it is then");
            }
            return JacksonInject.Value.construct(instead.name(), true, null);
        }
    }
}
