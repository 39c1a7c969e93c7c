package dev.fleetrl.policy.serving;

import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.policy.condition.Choice;
import dev.fleetrl.policy.condition.Guidance;
import dev.fleetrl.policy.condition.Indicator;
import dev.fleetrl.policy.embodiment.Embodiment;
import dev.fleetrl.policy.openpi.NdArray;
import dev.fleetrl.policy.openpi.OpenpiMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A request frame: openpi's keys, and those of ours that stock clients leave out.
 *
 * @param version none means the newest published
 * @param request the sender's number, sent back
 * @param robot who asks; none where the sender does not say
 * @param deadlineMillis from now on, how long the answer is of use; who says so understands that the server is busy
 * @param embodiment in whose terms it was asked, and is to be answered; none in ours
 * @param traceparent of the trace that it is part of, in W3C's form
 */
record OpenpiQuestion(
        Optional<PolicyVersion> version,
        Optional<Long> request,
        Optional<String> robot,
        Optional<Long> deadlineMillis,
        Optional<Embodiment> embodiment,
        PolicyQuery query,
        Optional<String> traceparent) {
    static final String VERSION = "fleetrl/policy_version";
    static final String REQUEST = "fleetrl/request";
    static final String DELAY = "fleetrl/delay_steps";
    private static final String CANDIDATES = "fleetrl/candidates";
    private static final String NOISE = "fleetrl/noise";
    private static final String UNDER_WAY = "fleetrl/actions_under_way";
    private static final String PREFIX = "observation/";
    private static final String STATE = PREFIX + "state";
    private static final int CHANNELS = 3;
    private static final int LONGEST_PROMPT = 10_000;
    private static final int LONGEST_NAME = 200;

    /** In our own terms. Fails with an {@link IllegalArgumentException} of one line, for the sender to read. */
    static OpenpiQuestion decode(byte[] frame) {
        return decode(OpenpiMap.decode(frame), Optional.empty());
    }

    /** Fails with an {@link IllegalArgumentException} of one line, for the sender to read. */
    static OpenpiQuestion decode(OpenpiMap map, Optional<Embodiment> embodiment) {
        Embodiment.Observed observed =
                embodiment.map(known -> known.observed(map)).orElse(null);
        String indicator = map.text("fleetrl/indicator").orElse("positive");
        PolicyQuery query = new PolicyQuery(
                observed == null ? pictures(map) : fitted(observed),
                observed == null ? state(map) : observed.state(),
                shorter(
                        "prompt",
                        observed == null ? map.speech("prompt").orElse("") : observed.prompt(),
                        LONGEST_PROMPT),
                Indicator.named(indicator)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "'fleetrl/indicator' is " + indicator + ", must be positive, negative or none")),
                map.number("fleetrl/beta").map(Guidance::new),
                map.integer("fleetrl/noise_seed").orElse(0L),
                map.finite(UNDER_WAY).map(actions -> underWay(actions, map)),
                map.finite(NOISE).map(values -> noise(values, map)),
                choice(map));
        return new OpenpiQuestion(
                map.text(VERSION).map(PolicyVersion::new),
                map.integer(REQUEST),
                map.text("fleetrl/robot").map(name -> shorter("fleetrl/robot", name, LONGEST_NAME)),
                map.integer("fleetrl/deadline_ms"),
                embodiment,
                query,
                map.text("fleetrl/traceparent").map(parent -> shorter("fleetrl/traceparent", parent, LONGEST_NAME)));
    }

    private static String shorter(String key, String text, int most) {
        if (text.length() > most) {
            throw new IllegalArgumentException(
                    "'" + key + "' has " + text.length() + " letters, must have at most " + most);
        }
        return text;
    }

    private static Map<String, Picture> fitted(Embodiment.Observed observed) {
        Map<String, Picture> pictures = new HashMap<>();
        observed.pictures().forEach((camera, rgb) -> pictures.put(camera, new Picture.Fitted(rgb)));
        return pictures;
    }

    private static Vec state(OpenpiMap map) {
        return map.finite(STATE).orElseThrow(() -> new IllegalArgumentException("'" + STATE + "' must be an array"));
    }

    private static PolicyQuery.UnderWay underWay(Vec actions, OpenpiMap map) {
        long delay = map.integer(DELAY).orElse(0L);
        List<Integer> shape = map.array(UNDER_WAY).map(NdArray::shape).orElse(List.of());
        if (shape.size() != 2 || delay < 0 || delay > shape.get(0)) {
            throw new IllegalArgumentException("'" + UNDER_WAY + "' must have shape [n, A], and '" + DELAY
                    + "' be 0 to n, not " + shape + " and " + delay);
        }
        return new PolicyQuery.UnderWay(actions, (int) delay);
    }

    private static Choice.Wish choice(OpenpiMap map) {
        OptionalInt candidates = map.integer(CANDIDATES)
                .map(count -> OptionalInt.of((int) Math.max(0, Math.min(Integer.MAX_VALUE, count))))
                .orElse(OptionalInt.empty());
        if (candidates.orElse(1) > 1 && map.has(NOISE)) {
            throw new IllegalArgumentException(
                    "'" + NOISE + "' is that of one chunk; leave it out, or '" + CANDIDATES + "'");
        }
        return new Choice.Wish(candidates, map.number("fleetrl/choice_beta"));
    }

    private static PolicyQuery.Noise noise(Vec values, OpenpiMap map) {
        List<Integer> shape = map.array(NOISE).map(NdArray::shape).orElse(List.of());
        if (shape.size() != 2) {
            throw new IllegalArgumentException("'" + NOISE + "' must have shape [H, A], not " + shape);
        }
        return new PolicyQuery.Noise(shape.get(0), shape.get(1), values);
    }

    private static Map<String, Picture> pictures(OpenpiMap map) {
        Map<String, Picture> pictures = new HashMap<>();
        for (String key : map.keys()) {
            if (key.startsWith(PREFIX) && !key.equals(STATE)) {
                picture(map, key).ifPresent(picture -> pictures.put(key.substring(PREFIX.length()), picture));
            }
        }
        return pictures;
    }

    private static Optional<Picture> picture(OpenpiMap map, String key) {
        Optional<Bytes> jpeg = map.binary(key);
        if (jpeg.isPresent()) {
            return Optional.of(new Picture.Jpeg(jpeg.get()));
        }
        return map.array(key).filter(array -> isPicture(array, key)).map(array -> {
            List<Integer> shape = array.shape();
            if (shape.size() != CHANNELS || shape.get(2) != CHANNELS) {
                throw new IllegalArgumentException("'" + key + "' has shape " + shape + ", must be [height, width, 3]");
            }
            return new Picture.Raw(shape.get(0), shape.get(1), array.data());
        });
    }

    /** Numbers that nobody asked for are no error, but a picture of fractions would be a dark one. */
    private static boolean isPicture(NdArray array, String key) {
        if (!array.isBytes() && array.shape().size() == CHANNELS) {
            throw new IllegalArgumentException("'" + key + "' is a picture of " + array.dtype()
                    + "; send |u1, 0 to 255, as image_tools.convert_to_uint8 does");
        }
        return array.isBytes();
    }
}
