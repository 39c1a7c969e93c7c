package dev.fleetrl.robot.ros.cdr;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/** A record's components, one after the other. */
record Struct(Constructor<?> constructor, List<Field> fields) implements Shape {
    Struct {
        fields = List.copyOf(fields);
    }

    static Struct of(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return new Struct(
                    type.getDeclaredConstructor(types),
                    Arrays.stream(components)
                            .map(component -> new Field(component.getAccessor(), Shape.of(component.getGenericType())))
                            .toList());
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every record has this constructor", e);
        }
    }

    @Override
    public void write(CdrWriter writer, Object value) {
        for (Field field : fields) {
            field.shape.write(writer, field.of(value));
        }
    }

    @Override
    public Object read(CdrReader reader) throws MalformedSample {
        Object[] values = new Object[fields.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = fields.get(i).shape.read(reader);
        }
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("messages are public records that take any value", e);
        }
    }

    @Override
    public int least() {
        return Math.max(
                1, fields.stream().mapToInt(field -> field.shape.least()).sum());
    }

    /** One component. */
    record Field(Method accessor, Shape shape) {
        Object of(Object struct) {
            try {
                return accessor.invoke(struct);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("messages are public records", e);
            }
        }
    }
}
