package dev.fleetrl.policy.embodiment;

import dev.fleetrl.contracts.Vec;
import dev.fleetrl.policy.openpi.NdArray;
import dev.fleetrl.policy.openpi.OpenpiMap;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an openpi frame of one kind of robot means. Read from a file; works both ways.
 *
 * @param description for a person: what was used as the source, and what to look out for
 * @param prompt key of the instruction
 * @param cameras where each of our cameras stands, by our name
 * @param state the parts that make up our proprioception, in this order
 */
public record Embodiment(
        String name,
        String description,
        String prompt,
        Map<String, Camera> cameras,
        List<StatePart> state,
        ActionColumns actions) {
    public Embodiment {
        cameras = Collections.unmodifiableMap(new TreeMap<>(cameras)); // a frame's keys in one order
        state = List.copyOf(state);
        if (cameras.isEmpty() || state.isEmpty()) {
            throw new IllegalArgumentException(
                    "embodiment " + name + ": name at least one camera and one part of the state");
        }
        int size = state.stream().mapToInt(StatePart::count).sum();
        actions.checkStates(size);
    }

    /**
     * A picture in a frame.
     *
     * @param at the key, or the keys from the outermost map to the picture
     * @param pixels side of the square that a server wants; from a client any size is taken
     */
    public record Camera(List<String> at, Layout layout, int pixels) {
        public Camera {
            at = List.copyOf(at);
            if (at.isEmpty() || at.size() > 2 || pixels < 16 || pixels > 1024) {
                throw new IllegalArgumentException(
                        "camera at " + at + ": one key, or that of a map and one in it; 16 to 1024 pixels");
            }
        }

        String key() {
            return String.join("/", at);
        }
    }

    /**
     * Some numbers of the state.
     *
     * @param from the first of them under that key
     */
    public record StatePart(String key, int from, int count) {
        public StatePart {
            if (from < 0 || count < 1) {
                throw new IllegalArgumentException("state part " + key + ": from must be at least 0, count at least 1");
            }
        }
    }

    /** What a client's frame says in our terms; pictures by our camera. */
    public record Observed(Map<String, Rgb> pictures, Vec state, String prompt) {}

    /** Size of our proprioception. */
    public int proprioception() {
        return state.stream().mapToInt(StatePart::count).sum();
    }

    /** Whether a frame is of this kind: all parts of the state are there, and at least one camera, as an array: JPEG is of our own terms. */
    public boolean fits(OpenpiMap frame) {
        return state.stream().allMatch(part -> frame.has(part.key()))
                && cameras.values().stream()
                        .anyMatch(camera -> holder(frame, camera)
                                .filter(map -> map.has(last(camera))
                                        && map.binary(last(camera)).isEmpty())
                                .isPresent());
    }

    /** Fails with an {@link IllegalArgumentException} of one line, for the sender. A camera that is not there is left out. */
    public Observed observed(OpenpiMap frame) {
        Map<String, Rgb> pictures = new HashMap<>();
        cameras.forEach((name, camera) -> holder(frame, camera)
                .flatMap(map -> map.array(last(camera)))
                .ifPresent(array -> pictures.put(name, Rgb.of(array, camera))));
        return new Observed(
                pictures, proprioception(frame), frame.speech(prompt).orElse(""));
    }

    private Vec proprioception(OpenpiMap frame) {
        float[] felt = new float[proprioception()];
        int at = 0;
        for (StatePart part : state) {
            Vec numbers = frame.finite(part.key())
                    .orElseThrow(() -> new IllegalArgumentException("'" + part.key() + "' must be an array"));
            if (numbers.size() != sizeOf(part.key())) {
                throw new IllegalArgumentException("'" + part.key() + "' has " + numbers.size() + " elements, " + name
                        + " has " + sizeOf(part.key()));
            }
            for (int i = 0; i < part.count(); i++) {
                felt[at++] = numbers.at(part.from() + i);
            }
        }
        return Vec.of(felt);
    }

    /** How many numbers stand under a key of the state. */
    private int sizeOf(String key) {
        return state.stream()
                .filter(part -> part.key().equals(key))
                .mapToInt(part -> part.from() + part.count())
                .max()
                .orElse(0);
    }

    /**
     * The frame that asks a server of this embodiment.
     *
     * @param pictures by our camera; each is fitted to the size that the server wants
     */
    public OpenpiMap.Builder observation(Map<String, Rgb> pictures, Vec felt, String instruction) {
        if (felt.size() != proprioception()) {
            throw new IllegalArgumentException(
                    "'observation/state' has " + felt.size() + " elements, the policy wants " + proprioception());
        }
        OpenpiMap.Builder frame = new OpenpiMap.Builder();
        Map<String, OpenpiMap.Builder> nested = new TreeMap<>();
        cameras.forEach((name, camera) -> {
            Rgb picture = Optional.ofNullable(pictures.get(name))
                    .orElseThrow(() -> new IllegalArgumentException("'observation/" + name + "' is missing"));
            OpenpiMap.Builder holder = camera.at().size() == 1
                    ? frame
                    : nested.computeIfAbsent(camera.at().get(0), key -> new OpenpiMap.Builder());
            var unused =
                    holder.array(last(camera), picture.fitted(camera.pixels()).array(camera.layout()));
        });
        nested.forEach((key, map) -> {
            var unused = frame.map(key, map);
        });
        feel(frame, felt);
        return frame.text(prompt, instruction);
    }

    private void feel(OpenpiMap.Builder frame, Vec felt) {
        Map<String, float[]> arrays = new TreeMap<>();
        int at = 0;
        for (StatePart part : state) {
            float[] array = arrays.computeIfAbsent(part.key(), key -> new float[sizeOf(key)]);
            for (int i = 0; i < part.count(); i++) {
                array[part.from() + i] = felt.at(at++);
            }
        }
        arrays.forEach((key, array) -> {
            var unused = frame.array(key, NdArray.floats(Vec.of(array), array.length));
        });
    }

    private static Optional<OpenpiMap> holder(OpenpiMap frame, Camera camera) {
        return camera.at().size() == 1
                ? Optional.of(frame)
                : frame.map(camera.at().get(0));
    }

    private static String last(Camera camera) {
        return camera.at().get(camera.at().size() - 1);
    }
}
