package dev.fleetrl.robot.ros.cdr;

import dev.fleetrl.contracts.Bytes;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

/** How the values of one type are written and read. */
interface Shape {
    void write(CdrWriter writer, Object value);

    Object read(CdrReader reader) throws MalformedSample;

    /** Bytes that the smallest value takes, without what aligns it; at least 1. */
    int least();

    static Shape of(Type type) {
        if (type == int.class || type == Integer.class) {
            return of(Integer.BYTES, CdrWriter::int32, CdrReader::int32);
        } else if (type == double.class || type == Double.class) {
            return of(Double.BYTES, CdrWriter::float64, CdrReader::float64);
        } else if (type == boolean.class) {
            return of(1, CdrWriter::bool, CdrReader::bool);
        } else if (type == String.class) {
            return of(Integer.BYTES, CdrWriter::string, CdrReader::string);
        } else if (type == Bytes.class) {
            return of(
                    Integer.BYTES,
                    (CdrWriter writer, Bytes bytes) -> writer.octets(bytes.toArray()),
                    reader -> Bytes.of(reader.octets()));
        } else if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return new Sequence(of(list.getActualTypeArguments()[0]));
        } else if (type instanceof Class<?> struct && struct.isRecord()) {
            return Struct.of(struct);
        }
        throw new IllegalArgumentException("no field of ROS 2 is a " + type);
    }

    private static <T> Shape of(int least, Writing<T> writing, Reading<T> reading) {
        return new Shape() {
            @Override
            @SuppressWarnings("unchecked") // Whoever made the shape knows the field's type.
            public void write(CdrWriter writer, Object value) {
                writing.write(writer, (T) value);
            }

            @Override
            public Object read(CdrReader reader) throws MalformedSample {
                return reading.read(reader);
            }

            @Override
            public int least() {
                return least;
            }
        };
    }

    /** How a value is written. */
    interface Writing<T> {
        void write(CdrWriter writer, T value);
    }

    /** How a value is read. */
    interface Reading<T> {
        T read(CdrReader reader) throws MalformedSample;
    }

    /** Their number, then one after the other. */
    record Sequence(Shape element) implements Shape {
        @Override
        public void write(CdrWriter writer, Object value) {
            List<?> elements = (List<?>) value;
            writer.int32(elements.size());
            elements.forEach(each -> element.write(writer, each));
        }

        @Override
        public Object read(CdrReader reader) throws MalformedSample {
            int count = reader.count(element.least());
            List<Object> elements = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                elements.add(element.read(reader));
            }
            return elements;
        }

        @Override
        public int least() {
            return Integer.BYTES;
        }
    }
}
