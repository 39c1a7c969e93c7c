package dev.fleetrl.local.study.plan;

/** One thing to measure: what a variant is worth after so many rounds, for one training seed. */
public record Cell(String task, String variant, long seed, int round) {
    /** Path below the study's cells. */
    public String file() {
        return task + "/" + variant + "/seed-" + seed + "-round-" + round + ".json";
    }

    /** Cells of one lane share their data, and never run at once. */
    public String lane() {
        return task + "/seed-" + seed;
    }

    @Override
    public String toString() {
        return task + " " + variant + " seed " + seed + " round " + round;
    }
}
