package dev.fleetrl.episodes.assembly;

import static dev.fleetrl.episodes.RecordedFleet.ADA;
import static dev.fleetrl.episodes.RecordedFleet.POLICY;
import static dev.fleetrl.episodes.RecordedFleet.episode;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.contracts.NumberedEvent;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.episodes.SealedEpisode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the network repeats and whenever the sealer restarts, the same episodes come out, each once. */
class EpisodeAssemblyPropertyTest {
    private static final int ROBOTS = 3;

    static Stream<Long> seeds() {
        return LongStream.range(0, Long.getLong("seeds", 20)).boxed();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void sealsEachEpisodeOnceUnderRedeliveryAndRestarts(long seed) {
        Random random = new Random(seed);
        List<List<NumberedEvent>> spools = spools(random);
        List<SealedEpisode> expected = spools.stream()
                .flatMap(spool -> {
                    EpisodeAssembly undisturbed = new EpisodeAssembly();
                    return spool.stream().flatMap(event -> undisturbed.on(event).stream());
                })
                .map(Assembled::episode)
                .toList();
        List<NumberedEvent> log = deliveredRepeatedly(spools, random);

        List<SealedEpisode> sealed = sealWithRestarts(log, random);

        assertThat(sealed).hasSize(4 * ROBOTS).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(sealed).allMatch(SealedEpisode::isSuccess);
    }

    private static List<List<NumberedEvent>> spools(Random random) {
        List<List<NumberedEvent>> spools = new ArrayList<>();
        for (int robot = 0; robot < ROBOTS; robot++) {
            List<NumberedEvent> spool = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                List<ActionSource> sources = random.ints(random.nextInt(6), 0, 2)
                        .mapToObj(human -> human == 1 ? ADA : POLICY)
                        .toList();
                for (EpisodeEvent event : episode("arm-" + robot, "e-" + robot + "-" + i, sources)) {
                    spool.add(new NumberedEvent(new RobotId("arm-" + robot), 10 + spool.size(), event));
                }
            }
            spools.add(spool);
        }
        return spools;
    }

    /** Each robot goes on from an earlier record now and then, as after a broken connection; robots interleave. */
    private static List<NumberedEvent> deliveredRepeatedly(List<List<NumberedEvent>> spools, Random random) {
        List<NumberedEvent> log = new ArrayList<>();
        int[] next = new int[ROBOTS];
        while (true) {
            List<Integer> unfinished = Stream.iterate(0, robot -> robot + 1)
                    .limit(ROBOTS)
                    .filter(robot -> next[robot] < spools.get(robot).size())
                    .toList();
            if (unfinished.isEmpty()) {
                return log;
            }
            int robot = unfinished.get(random.nextInt(unfinished.size()));
            log.add(spools.get(robot).get(next[robot]++));
            if (random.nextInt(8) == 0) {
                next[robot] -= random.nextInt(next[robot] + 1);
            }
        }
    }

    /** A restarted sealer reads the log from its beginning and knows only what was stored. */
    private static List<SealedEpisode> sealWithRestarts(List<NumberedEvent> log, Random random) {
        Map<RobotId, Long> stored = new HashMap<>();
        List<SealedEpisode> sealed = new ArrayList<>();
        List<Integer> crashes = Stream.of(random.nextInt(log.size()), random.nextInt(log.size()), log.size())
                .sorted(Comparator.naturalOrder())
                .toList();
        for (int crash : crashes) {
            EpisodeAssembly assembly = new EpisodeAssembly(stored);
            for (NumberedEvent event : log.subList(0, crash)) {
                for (Assembled over : assembly.on(event)) {
                    sealed.add(over.episode());
                    stored.put(event.robot(), over.lastNumber());
                }
            }
        }
        return sealed;
    }
}
