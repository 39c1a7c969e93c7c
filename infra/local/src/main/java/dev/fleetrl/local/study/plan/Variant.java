package dev.fleetrl.local.study.plan;

import dev.fleetrl.contracts.LabelSettings;
import dev.fleetrl.contracts.LabelSettings.Pool;
import dev.fleetrl.policy.recipe.RecipeSettings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One way to spend a round.
 *
 * @param recipe how the policy is trained
 * @param data what it learns from
 * @param settings of the recipe that differ from its own
 * @param labels what differs from the study's way to label
 * @param from where each round starts
 * @param beta of guidance in the evaluation; another one than 1 is a matter of the evaluation alone
 */
public record Variant(
        String name,
        Group group,
        String recipe,
        Data data,
        Map<String, Double> settings,
        UnaryOperator<LabelSettings.Builder> labels,
        From from,
        double beta) {
    private static final UnaryOperator<LabelSettings.Builder> USUAL = UnaryOperator.identity();

    private static final String CHILD_RATE = "childLearningRate";
    private static final double GENTLE = 2e-4;

    /** So that what is imitated is what RECAP draws, and only the labels differ. */
    private static final Map<String, Double> RECAPS_SHARES = RecipeSettings.ofAllSources().shares().entrySet().stream()
            .collect(Collectors.toMap(share -> share.getKey().setting(), Map.Entry::getValue));

    /** The base itself, at round 0. */
    public static final Variant START = sft("start", Group.HEADLINE, Data.DEMONSTRATIONS);

    public static final Variant RECAP = recap("recap", Group.HEADLINE, Map.of(), USUAL);

    /** The same extra steps on the demonstrations alone. */
    public static final Variant CONTROL_STEPS = sft("control-steps", Group.CONTROL, Data.DEMONSTRATIONS);

    /** The same extra steps, and the people's minutes spent on more demonstrations. */
    public static final Variant CONTROL_DEMOS = sft("control-demos", Group.CONTROL, Data.MORE_DEMONSTRATIONS);

    /** The same, for the time of helping alone: where a cell lays out its scenes by itself, resets cost nobody anything. */
    public static final Variant CONTROL_DEMOS_HELP =
            sft("control-demos-help", Group.CONTROL, Data.DEMONSTRATIONS_FOR_HELP);

    /** In this order a study runs. */
    public enum Group {
        HEADLINE,
        CONTROL,
        BASELINE,
        ABLATION,
        /** Of what may keep RECAP from helping; on seeds that no other study uses. */
        SUSPECT
    }

    /** Where a round starts from. */
    public enum From {
        /** The restart rule (π*0.6, Sec. V-D). */
        BASE,
        /** So that after k rounds it has had k times the extra steps of a variant that restarts: not a matched comparison. */
        ROUND_BEFORE,
        /** Fresh weights, and as many steps as the base had. */
        NOTHING
    }

    /** What is learned from, besides the demonstrations. */
    public enum Data {
        DEMONSTRATIONS,
        /** As many more as people could have given in all their time of practice, resets included. */
        MORE_DEMONSTRATIONS,
        /** As many more as they could have given in the time of helping, resets counted for neither. */
        DEMONSTRATIONS_FOR_HELP,
        /** All of RECAP's practice so far, corrections included. */
        PRACTICE
    }

    public Variant {
        settings = Map.copyOf(settings);
    }

    /** Every one there is, in the order in which they run. */
    public static List<Variant> all() {
        return Stream.of(
                        List.of(START, RECAP, CONTROL_STEPS, CONTROL_DEMOS, CONTROL_DEMOS_HELP),
                        baselines(),
                        ablations(),
                        suspects())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Variant> baselines() {
        return List.of(
                onPractice("sft-practice", "sft", RECAPS_SHARES),
                onPractice("filtered-bc", "filtered-bc", Map.of()),
                onPractice("hg-dagger", "hg-dagger", Map.of()),
                awr(0.3),
                awr(1),
                awr(3),
                onPractice("ppo", "ppo", Map.of()));
    }

    private static List<Variant> ablations() {
        return List.of(
                labelled("recap-lookahead-0.5s", Group.ABLATION, l -> l.lookaheadSeconds(0.5)),
                labelled("recap-lookahead-3s", Group.ABLATION, l -> l.lookaheadSeconds(3)),
                labelled("recap-lookahead-episode", Group.ABLATION, Variant::toTheEnd),
                labelled("recap-positive-10", Group.ABLATION, l -> l.positiveFraction(0.1)),
                labelled("recap-positive-20", Group.ABLATION, l -> l.positiveFraction(0.2)),
                recap("recap-dropout-0", Group.ABLATION, Map.of("indicatorDropout", 0.0), USUAL),
                labelled("recap-unforced", Group.ABLATION, l -> l.forceCorrections(false)),
                labelled("recap-demos-earned", Group.ABLATION, l -> l.forceDemonstrations(false)),
                guided(2),
                recapFrom(From.ROUND_BEFORE, "recap-continue", Group.ABLATION));
    }

    private static List<Variant> suspects() {
        return List.of(
                labelled("recap-pool-of-episodes", Group.SUSPECT, l -> l.pool(Pool.EPISODES)),
                labelled("recap-untruncated", Group.SUSPECT, l -> l.truncateAtTakeover(false)),
                recap("recap-drawn-by-steps", Group.SUSPECT, Map.of("episodeWeighting", 0.0), USUAL),
                recap(
                        "recap-much-practice",
                        Group.SUSPECT,
                        Map.of(
                                "demoFraction", 0.5,
                                "correctionFraction", 0.2,
                                "recentFraction", 0.21,
                                "oldFraction", 0.09),
                        USUAL),
                recap("recap-gentle", Group.SUSPECT, Map.of(CHILD_RATE, GENTLE), USUAL),
                recapFrom(From.NOTHING, "recap-afresh", Group.SUSPECT),
                new Variant(
                        "control-steps-gentle",
                        Group.SUSPECT,
                        "sft",
                        Data.DEMONSTRATIONS,
                        Map.of(CHILD_RATE, GENTLE),
                        USUAL,
                        From.BASE,
                        1));
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

    /** Whether its labels are RECAP's own. */
    public boolean labelsAsRecap() {
        return labels.equals(USUAL);
    }

    public boolean isStart() {
        return name.equals(START.name);
    }

    private static Variant recap(
            String name, Group group, Map<String, Double> settings, UnaryOperator<LabelSettings.Builder> labels) {
        return new Variant(name, group, "recap", Data.PRACTICE, settings, labels, From.BASE, 1);
    }

    private static Variant labelled(String name, Group group, UnaryOperator<LabelSettings.Builder> labels) {
        return recap(name, group, Map.of(), labels);
    }

    /** Over takeovers, or each step before one would be charged the whole rest of its episode (ADR 22). */
    private static LabelSettings.Builder toTheEnd(LabelSettings.Builder labels) {
        return labels.lookaheadSeconds(1000).truncateAtTakeover(false);
    }

    private static Variant recapFrom(From from, String name, Group group) {
        return new Variant(name, group, "recap", Data.PRACTICE, Map.of(), USUAL, from, 1);
    }

    private static Variant guided(double beta) {
        String name = String.format(Locale.ROOT, "recap-beta-%.1f", beta);
        return new Variant(name, Group.ABLATION, "recap", Data.PRACTICE, Map.of(), USUAL, From.BASE, beta);
    }

    private static Variant sft(String name, Group group, Data data) {
        return new Variant(name, group, "sft", data, Map.of(), USUAL, From.BASE, 1);
    }

    private static Variant onPractice(String name, String recipe, Map<String, Double> settings) {
        return new Variant(name, Group.BASELINE, recipe, Data.PRACTICE, settings, USUAL, From.BASE, 1);
    }

    /** Swept, since a badly tuned AWR proves nothing. */
    private static Variant awr(double temperature) {
        String name = String.format(Locale.ROOT, "awr-%.1f", temperature);
        return onPractice(name, "awr", Map.of("temperature", temperature));
    }
}
