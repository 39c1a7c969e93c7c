package dev.fleetrl.controller.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fleetrl.evaluation.Interval;
import io.vertx.core.buffer.Buffer;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table as CSV (RFC 4180): a column a component of the record, {@code name.low} and {@code name.high} of an interval,
 * nothing where something is absent. The last column, {@code query}, says what was asked, so that a file explains itself and yet
 * opens without any setting. The columns depend on the record only, never on the data.
 */
final class Csv {
    private Csv() {}

    static <R extends Record> Reply of(Class<R> type, List<R> rows, String query) {
        Stream<String> head = Stream.concat(columns(type, ""), Stream.of("query"));
        Stream<Stream<String>> lines =
                rows.stream().map(row -> Stream.concat(cells(type, row), Stream.of(cell(query))));
        String text = Stream.concat(Stream.of(head), lines)
                .map(line -> line.collect(Collectors.joining(",")))
                .collect(Collectors.joining("\r\n", "", "\r\n"));
        return new Reply("text/csv; charset=utf-8", Buffer.buffer(text.getBytes(UTF_8)));
    }

    private static Stream<String> columns(Class<?> type, String prefix) {
        return Arrays.stream(type.getRecordComponents()).flatMap(part -> {
            Class<?> inner = inner(part.getGenericType());
            String name = prefix + part.getName();
            return isRowOfCells(inner) ? columns(inner, name + ".") : Stream.of(name);
        });
    }

    private static Stream<String> cells(Class<?> type, @Nullable Object row) {
        return Arrays.stream(type.getRecordComponents()).flatMap(part -> {
            Class<?> inner = inner(part.getGenericType());
            Object value = row == null ? null : value(part, row);
            return isRowOfCells(inner) ? cells(inner, value) : Stream.of(value == null ? "" : cell(value.toString()));
        });
    }

    /** Ids are records, too, but one cell each. */
    private static boolean isRowOfCells(Class<?> type) {
        return type.isRecord() && (type == Interval.class || type.getRecordComponents().length > 1);
    }

    private static Class<?> inner(Type type) {
        return type instanceof ParameterizedType optional
                ? inner(optional.getActualTypeArguments()[0])
                : (Class<?>) type;
    }

    private static @Nullable Object value(RecordComponent part, Object row) {
        try {
            Object value = part.getAccessor().invoke(row);
            return value instanceof Optional<?> optional ? optional.orElse(null) : value;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("rows are public records", e);
        }
    }

    private static String cell(String text) {
        return text.matches("(?s).*[\",\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
