package dev.fleetrl.local.study.plan;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One way to spend a round.
 *
 * @param recipe how the policy is trained
 * @param data what it learns from
 * @param settings of the recipe that differ from its own
 * @param labels what differs from the study's way to label, {@code lookaheadSeconds} or {@code positiveFraction}
 * @param restarts whether each round starts from the base (methods.md §1.1) or goes on from the round before
 * @param beta of guidance in the evaluation; another one than 1 is a matter of the evaluation alone
 */
public record Variant(
        String name,
        Group group,
        String recipe,
        Data data,
        Map<String, Double> settings,
        Map<String, Double> labels,
        boolean restarts,
        double beta) {
    /** The base itself, at round 0. */
    public static final Variant START = sft("start", Group.HEADLINE, Data.DEMONSTRATIONS);

    public static final Variant RECAP = recap("recap", Group.HEADLINE, Map.of(), Map.of());

    /** The same extra steps on the demonstrations alone. */
    public static final Variant CONTROL_STEPS = sft("control-steps", Group.CONTROL, Data.DEMONSTRATIONS);

    /** The same extra steps, and the people's minutes spent on more demonstrations. */
    public static final Variant CONTROL_DEMOS = sft("control-demos", Group.CONTROL, Data.MORE_DEMONSTRATIONS);

    /** In this order a study runs. */
    public enum Group {
        HEADLINE,
        CONTROL,
        BASELINE,
        ABLATION
    }

    /** What is learned from, besides the demonstrations. */
    public enum Data {
        DEMONSTRATIONS,
        MORE_DEMONSTRATIONS,
        /** All of RECAP's practice so far, corrections included. */
        PRACTICE
    }

    public Variant {
        settings = Map.copyOf(settings);
        labels = Map.copyOf(labels);
    }

    /** Every one there is, in the order in which they run. */
    public static List<Variant> all() {
        return Stream.of(List.of(START, RECAP, CONTROL_STEPS, CONTROL_DEMOS), baselines(), ablations())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Variant> baselines() {
        return List.of(
                onPractice("filtered-bc", Map.of()),
                onPractice("hg-dagger", Map.of()),
                awr(0.3),
                awr(1),
                awr(3),
                onPractice("ppo", Map.of()));
    }

    private static List<Variant> ablations() {
        return List.of(
                recap("recap-lookahead-0.5s", Group.ABLATION, Map.of(), Map.of("lookaheadSeconds", 0.5)),
                recap("recap-lookahead-3s", Group.ABLATION, Map.of(), Map.of("lookaheadSeconds", 3.0)),
                recap("recap-lookahead-episode", Group.ABLATION, Map.of(), Map.of("lookaheadSeconds", 1000.0)),
                recap("recap-positive-10", Group.ABLATION, Map.of(), Map.of("positiveFraction", 0.1)),
                recap("recap-positive-20", Group.ABLATION, Map.of(), Map.of("positiveFraction", 0.2)),
                recap("recap-dropout-0", Group.ABLATION, Map.of("indicatorDropout", 0.0), Map.of()),
                recap("recap-unforced", Group.ABLATION, Map.of("forceCorrections", 0.0), Map.of()),
                guided(2),
                new Variant("recap-continue", Group.ABLATION, "recap", Data.PRACTICE, Map.of(), Map.of(), false, 1));
    }

    /** The one of this name. */
    public static Variant named(String name) {
        return all().stream()
                .filter(variant -> variant.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no variant '" + name + "'"));
    }

    /** Whether it is another evaluation of RECAP's own policy. */
    public boolean isOfRecap() {
        return beta != 1;
    }

    public boolean isStart() {
        return name.equals(START.name);
    }

    private static Variant recap(String name, Group group, Map<String, Double> settings, Map<String, Double> labels) {
        return new Variant(name, group, "recap", Data.PRACTICE, settings, labels, true, 1);
    }

    private static Variant guided(double beta) {
        String name = String.format(Locale.ROOT, "recap-beta-%.1f", beta);
        return new Variant(name, Group.ABLATION, "recap", Data.PRACTICE, Map.of(), Map.of(), true, beta);
    }

    private static Variant sft(String name, Group group, Data data) {
        return new Variant(name, group, "sft", data, Map.of(), Map.of(), true, 1);
    }

    private static Variant onPractice(String recipe, Map<String, Double> settings) {
        return new Variant(recipe, Group.BASELINE, recipe, Data.PRACTICE, settings, Map.of(), true, 1);
    }

    /** Swept, since a badly tuned AWR proves nothing; methods.md §3.13. */
    private static Variant awr(double temperature) {
        String name = String.format(Locale.ROOT, "awr-%.1f", temperature);
        return new Variant(
                name, Group.BASELINE, "awr", Data.PRACTICE, Map.of("temperature", temperature), Map.of(), true, 1);
    }
}
