package dev.fleetrl.learning;

import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * A named tensor of a net.
 *
 * @param value what the layers read
 * @param storage where a trainable net keeps it; a frozen net has none
 */
public record Parameter(
        String name,
        Shape shape,
        Initialiser initialiser,
        boolean trainable,
        Operand<TFloat32> value,
        Optional<Storage> storage) {

    /** The variable behind a parameter, and how to overwrite it. */
    record Storage(Operand<? extends TType> handle, Placeholder<TFloat32> written, Op write) {}

    Operand<? extends TType> handle() {
        return storage.orElseThrow().handle();
    }

    int size() {
        return Math.toIntExact(shape.size());
    }
}
