package dev.fleetrl.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How an evaluation's scene differs from what was trained on, along the axes of RL4VLA (arXiv 2505.19789). Success is
 * stated for each kind and severity; rates of different axes are never pooled, since their gains differ much.
 *
 * <p>On the wire it is a word such as {@code vision.light.2}.
 *
 * @param severity 0 is the training distribution, 1 weak, 2 strong
 */
public record Variation(Kind kind, int severity) {
    public static final int STRONGEST = 2;

    /** What is different. */
    public enum Axis {
        VISION,
        SEMANTICS,
        EXECUTION
    }

    /** In what way. */
    public enum Kind {
        /** An unseen table: another colour, or a chequered one. */
        TABLE(Axis.VISION),
        /** The lamp stands elsewhere and is dimmer. */
        LIGHT(Axis.VISION),
        /** The cameras' pixels are noisy. */
        NOISE(Axis.VISION),
        /** The object has an unseen colour. */
        COLOUR(Axis.SEMANTICS),
        /** The object has an unseen shape. */
        SHAPE(Axis.SEMANTICS),
        /** Unseen things lie about. */
        DISTRACTORS(Axis.SEMANTICS),
        /** The instruction says the same in other words. */
        PHRASING(Axis.SEMANTICS),
        /** The object lies outside of where it lay in training. */
        POSITION(Axis.EXECUTION),
        /** The arm starts from elsewhere. */
        START(Axis.EXECUTION),
        /** The object is moved while the arm is on its way. */
        DISPLACEMENT(Axis.EXECUTION);

        private final Axis axis;

        Kind(Axis axis) {
            this.axis = axis;
        }

        public Axis axis() {
            return axis;
        }

        String word() {
            return (axis.name() + "." + name()).toLowerCase(Locale.ROOT);
        }
    }

    public Variation {
        if (severity < 0 || severity > STRONGEST) {
            throw new IllegalArgumentException("severity must be 0 to " + STRONGEST + ", not " + severity);
        }
    }

    /** Every kind and every severity but 0, in the order of the axes. */
    public static List<Variation> all() {
        return Arrays.stream(Kind.values())
                .flatMap(kind -> List.of(new Variation(kind, 1), new Variation(kind, STRONGEST)).stream())
                .toList();
    }

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws IllegalArgumentException with the known ones, if there is none of that name
     */
    @JsonCreator
    public static Variation parse(String word) {
        for (Kind kind : Kind.values()) {
            for (int severity = 0; severity <= STRONGEST; severity++) {
                Variation variation = new Variation(kind, severity);
                if (variation.toString().equals(word)) {
                    return variation;
                }
            }
        }
        String known = Arrays.stream(Kind.values()).map(Kind::word).collect(Collectors.joining(", "));
        throw new IllegalArgumentException("unknown variation '" + word + "'; known are " + known
                + ", each with .0, .1 or ." + STRONGEST + " for its severity");
    }

    public Axis axis() {
        return kind.axis();
    }

    @JsonValue
    @Override
    public String toString() {
        return kind.word() + "." + severity;
    }
}
