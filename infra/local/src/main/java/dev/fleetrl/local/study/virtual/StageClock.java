package dev.fleetrl.local.study.virtual;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Where the time goes, by what is said to be done. What passed since the last word counts for the thing that the next word
 * names: a word comes when a piece of it is done.
 */
final class StageClock implements Watcher {
    private static final double MILLIS = 1e3;

    private final Map<String, Cost> stages = new LinkedHashMap<>();
    private final Supplier<Cost> now;
    private String current = "start";
    private Cost last;

    StageClock(Cost start, Supplier<Cost> now) {
        last = start;
        this.now = now;
    }

    /** The start of the JVM counts for what is done first. */
    static StageClock sinceProcessStart() {
        double up = ManagementFactory.getRuntimeMXBean().getUptime() / MILLIS;
        return new StageClock(new Cost(Cost.now().seconds() - up, 0), Cost::now);
    }

    @Override
    public void at(String doing, long done, long total) {
        count(doing);
    }

    private void count(String doing) {
        Cost here = now.get();
        stages.merge(doing, here.minus(last), Cost::plus);
        current = doing;
        last = here;
    }

    /** What passed since the last word counts for the last thing. */
    Map<String, Cost> stages() {
        count(current);
        return Map.copyOf(stages);
    }
}
