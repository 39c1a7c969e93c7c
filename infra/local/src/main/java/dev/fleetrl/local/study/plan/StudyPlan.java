package dev.fleetrl.local.study.plan;

import dev.fleetrl.local.study.plan.Variant.Group;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A study of one task.
 *
 * @param firstSeed of the training seeds; what is chosen by looking at results is chosen on seeds of its own
 * @param rounds K
 * @param groups what is run of it
 */
public record StudyPlan(String task, long firstSeed, int seeds, int rounds, Sizes sizes, Set<Group> groups) {
    /** The claim's; what is chosen by looking at results is chosen on others. */
    public static final long FIRST_SEED = 61;

    /** Tasks that the claim is about: a base that has stopped learning fails there as often as it succeeds. */
    public static final List<String> HARD = List.of("drawer-store", "insert");

    private static final Map<String, Sizes> TASKS = Map.of(
            "pick", new Sizes(15, 4800, 300, 450, 2500, 200),
            "sort", new Sizes(120, 3000, 120, 450, 1500, 120),
            "drawer-store", new Sizes(5, 4800, 300, 450, 7500, 120),
            "insert", new Sizes(20, 12300, 300, 450, 7500, 120));
    private static final Sizes OTHER = new Sizes(60, 4800, 120, 450, 1500, 120);
    private static final Sizes SMOKE = new Sizes(3, 60, 10, 10, 10, 3);
    private static final Set<Group> SUSPECTS = EnumSet.of(Group.HEADLINE, Group.CONTROL, Group.SUSPECT);
    private static final long LOOK_SEED = 71;
    private static final long SUSPECT_SEED = 901;
    private static final int SUSPECT_SEEDS = 2;
    private static final int SEEDS = 5;
    private static final int BASELINE_SEEDS = 3;
    private static final int CLAIM_ROUNDS = 3;

    /** How much of it is wanted. */
    public enum Preset {
        /** Minutes: shows that it runs, and measures nothing. */
        SMOKE,
        /** One task, five seeds, one round of RECAP and both matched controls: a first look, of some 90 minutes by estimate. */
        HEADLINE,
        /** What the claim is judged on: three rounds, the other recipes and the ablations as well; many hours. */
        FULL,
        /** One round of RECAP in many ways, to find what keeps it from helping; on seeds that no other preset uses. */
        SUSPECTS
    }

    public StudyPlan {
        groups = Set.copyOf(groups);
        if (seeds < 1 || rounds < 1) {
            throw new IllegalArgumentException("a study needs at least one seed and one round");
        }
    }

    public static StudyPlan of(String task, Preset preset) {
        Sizes sizes = TASKS.getOrDefault(task, OTHER);
        return switch (preset) {
            case SMOKE -> new StudyPlan(task, 1, 1, 1, SMOKE, claimed());
            case HEADLINE -> new StudyPlan(task, LOOK_SEED, SEEDS, 1, sizes, EnumSet.of(Group.HEADLINE, Group.CONTROL));
            case FULL -> new StudyPlan(task, FIRST_SEED, SEEDS, CLAIM_ROUNDS, sizes, claimed());
            case SUSPECTS -> new StudyPlan(task, SUSPECT_SEED, SUSPECT_SEEDS, 1, sizes, SUSPECTS);
        };
    }

    private static Set<Group> claimed() {
        return EnumSet.complementOf(EnumSet.of(Group.SUSPECT));
    }

    public StudyPlan withSeeds(int count) {
        return new StudyPlan(task, firstSeed, count, rounds, sizes, groups);
    }

    public StudyPlan withRounds(int count) {
        return new StudyPlan(task, firstSeed, seeds, count, sizes, groups);
    }

    /** With that many gradient steps of the base; another study, in a folder of its own. */
    public StudyPlan withBaseSteps(int count) {
        return with(sizes.withBaseSteps(count));
    }

    /** With that many gradient steps of each round's policy; another study, in a folder of its own. */
    public StudyPlan withExtraSteps(int count) {
        return with(sizes.withExtraSteps(count));
    }

    private StudyPlan with(Sizes others) {
        return new StudyPlan(task, firstSeed, seeds, rounds, others, groups);
    }

    /** Whether it is what the claim is judged on: its seeds, that nothing was chosen on and to which none is added, all its rounds and its sizes. */
    public boolean isOfTheClaim() {
        return HARD.contains(task)
                && firstSeed == FIRST_SEED
                && seeds == SEEDS
                && rounds == CLAIM_ROUNDS
                && sizes.equals(TASKS.get(task));
    }

    /** With everything that there is to run. */
    public StudyPlan complete() {
        Set<Group> all = groups.contains(Group.SUSPECT) ? groups : claimed();
        return new StudyPlan(task, firstSeed, seeds, rounds, sizes, all);
    }

    /** What is to be run, in that order: the headline, then the controls, then the rest; each way on all its seeds before the next. */
    public List<Cell> cells() {
        return Arrays.stream(Group.values())
                .filter(groups::contains)
                .flatMap(group -> cells(group).stream())
                .toList();
    }

    private List<Cell> cells(Group group) {
        List<Cell> cells = new ArrayList<>();
        for (Variant variant : Variant.all()) {
            for (long seed = firstSeed; seed < firstSeed + seedsOf(group) && variant.group() == group; seed++) {
                cells.addAll(cells(variant, seed));
            }
        }
        return cells;
    }

    /** RECAP is followed over the rounds; the others are measured on the last round's data. The first round goes on from nothing but the base. */
    private List<Cell> cells(Variant variant, long seed) {
        if (rounds == 1 && variant.from() == Variant.From.ROUND_BEFORE) {
            return List.of();
        }
        if (variant.isStart()) {
            return List.of(new Cell(task, variant.name(), seed, 0));
        }
        boolean followed = variant.group() == Group.HEADLINE;
        List<Cell> cells = new ArrayList<>();
        for (int round = followed ? 1 : rounds; round <= rounds; round++) {
            cells.add(new Cell(task, variant.name(), seed, round));
        }
        return cells;
    }

    private int seedsOf(Group group) {
        boolean ofAll = group == Group.HEADLINE || group == Group.CONTROL;
        return ofAll ? seeds : Math.min(seeds, BASELINE_SEEDS);
    }
}
