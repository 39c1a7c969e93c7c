package dev.fleetrl.policy.embodiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fleetrl.contracts.Vec;
import java.util.List;
import java.util.Optional;

/**
 * How the columns of their actions and the elements of ours become one another.
 *
 * @param columns D of their answers, shape [H, D]
 * @param elements one for each element of ours, in our order: shape [A]
 * @param executeSteps how many actions of a chunk a robot executes before it asks again
 */
public record ActionColumns(int columns, List<Element> elements, int executeSteps) {
    /**
     * One element of our action: {@code ours = scale · theirs + offset}.
     *
     * @param column of theirs
     * @param binary whether ours is one of -1 and +1 whatever they say, as of a gripper that is open or closed
     * @param absoluteOf where theirs is a place to be at, not a way to go: the element of our proprioception that says where it is now
     *     (in their units), from which and then from one action to the next the way is taken
     */
    public record Element(
            int column,
            double scale,
            double offset,
            boolean binary,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Integer> absoluteOf) {
        public Element {
            if (!Double.isFinite(scale) || scale == 0 || !Double.isFinite(offset)) {
                throw new IllegalArgumentException("actions: scale must be a number other than 0, offset a number");
            }
            if (binary && absoluteOf.isPresent()) {
                throw new IllegalArgumentException("actions: an element is binary, or absolute, or neither");
            }
        }

        private float ours(float theirs) {
            double value = scale * theirs + offset;
            return (float) (binary ? (value > 0 ? 1 : -1) : value);
        }

        private float theirs(float ours) {
            return (float) ((ours - offset) / scale);
        }
    }

    public ActionColumns {
        elements = List.copyOf(elements);
        int most = columns;
        boolean fits = elements.stream().allMatch(element -> element.column() >= 0 && element.column() < most);
        boolean once = elements.stream().mapToInt(Element::column).distinct().count() == elements.size();
        if (columns < 1 || elements.isEmpty() || !fits || !once || executeSteps < 1) {
            throw new IllegalArgumentException(
                    "actions: at least one element, each of another column of 0 to columns - 1;"
                            + " executeSteps at least 1");
        }
    }

    void checkStates(int proprioception) {
        boolean fits = elements.stream()
                .flatMap(element -> element.absoluteOf().stream())
                .allMatch(state -> state >= 0 && state < proprioception);
        if (!fits) {
            throw new IllegalArgumentException("actions: absoluteOf must be 0 to " + (proprioception - 1));
        }
    }

    /** A. */
    public int actionSize() {
        return elements.size();
    }

    /**
     * Their chunk in our terms.
     *
     * @param theirs shape [H · D]
     * @param felt our proprioception when it was asked for
     * @return shape [H · A]
     */
    public Vec ours(Vec theirs, Vec felt) {
        int horizon = theirs.size() / columns;
        float[] ours = new float[horizon * elements.size()];
        for (int i = 0; i < elements.size(); i++) {
            Element element = elements.get(i);
            float before = element.absoluteOf().map(felt::at).orElse(0f);
            for (int k = 0; k < horizon; k++) {
                float value = theirs.at(k * columns + element.column());
                ours[k * elements.size() + i] = element.ours(value - before);
                before = element.absoluteOf().isPresent() ? value : 0;
            }
        }
        return Vec.of(ours);
    }

    /**
     * Our chunk in their terms; 0 in columns that nothing of ours says.
     *
     * @param ours shape [H · A]
     * @param felt our proprioception when it was asked for
     * @return shape [H · D]
     */
    public Vec theirs(Vec ours, Vec felt) {
        int horizon = ours.size() / elements.size();
        float[] theirs = new float[horizon * columns];
        for (int i = 0; i < elements.size(); i++) {
            Element element = elements.get(i);
            float before = element.absoluteOf().map(felt::at).orElse(0f);
            for (int k = 0; k < horizon; k++) {
                float value = before + element.theirs(ours.at(k * elements.size() + i));
                theirs[k * columns + element.column()] = value;
                before = element.absoluteOf().isPresent() ? value : 0;
            }
        }
        return Vec.of(theirs);
    }
}
