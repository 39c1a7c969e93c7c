package dev.fleetrl.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodeRecord;
import dev.fleetrl.contracts.NumberedEvent;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.episodes.SealedEpisode;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One site over its embedded brokers; services are killed under it, and a person comes to the page. */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SiteTest {
    private static final Path PAGE = Path.of("..", "..", "correction-ui", "src", "main", "web");
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    /** Where a person may look at what the tablets showed. */
    private static final String SCREENS =
            Path.of("target", "screens").toAbsolutePath().toString();

    @TempDir
    static Path data;

    private static RunningSite site;

    @BeforeAll
    static void start() {
        site = RunningSite.start(data.resolve("site"));
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @Test
    void losesNoStepAndDoublesNoneWhenTheAgentIsKilled() throws Exception {
        site.demonstrate("agent-killed", 4, 100);
        RunningSite.await("a robot is in mid-episode", () -> site.isInMidEpisode(8));

        site.kill("simulated-fleet");

        RunningSite.await("all demonstrations are sealed", () -> site.isComplete("agent-killed"));
        List<SealedEpisode> episodes = sealed("agent-killed");
        assertThat(episodes).anyMatch(episode -> episode.manifest().ending().outcome() == Outcome.ABANDONED);
        assertWhole(episodes);
    }

    @Test
    void losesNoStepAndDoublesNoneWhenTheControllerIsKilled() throws Exception {
        site.demonstrate("controller-killed", 4, 200);
        RunningSite.await("a robot is in mid-episode", () -> site.isInMidEpisode(8));

        site.kill("fleet-controller");

        RunningSite.await("all demonstrations are sealed", () -> site.isComplete("controller-killed"));
        List<SealedEpisode> episodes = sealed("controller-killed");
        assertThat(episodes).hasSizeGreaterThanOrEqualTo(4);
        assertWhole(episodes);
    }

    @Test
    void aPersonTakesOverOnATabletAndTheEpisodeShowsIt() throws Exception {
        site.demonstrate("taken-over", 12, 300);
        RunningSite.await("a robot is in mid-episode", () -> site.isInMidEpisode(1));

        story("takeover", Map.of());

        RunningSite.await("all demonstrations are sealed", () -> site.isComplete("taken-over"));
        ActionSource byHand = new ActionSource.Correction(new OperatorId("e2e-operator"));
        assertThat(sealed("taken-over")).anySatisfy(episode -> {
            assertThat(episode.manifest().operators()).containsExactly(new OperatorId("e2e-operator"));
            assertThat(episode.steps())
                    .filteredOn(Step::isCorrection)
                    .hasSizeGreaterThan(5)
                    .allMatch(step -> step.source().equals(byHand));
        });
    }

    /** The call comes through the log, as the critic's do. */
    @Test
    void ofTwoPeopleWhoClaimOneRobotOneWinsAndTheOtherIsTold() throws Exception {
        site.demonstrate("helped", 16, 500);
        story("help", Map.of("held robot-1", () -> site.callForHelp("robot-1")));
        RunningSite.await("all demonstrations are sealed", () -> site.isComplete("helped"));
    }

    @Test
    void theRobotStandsWhateverWayTheHandLeavesAndMustBeTakenOverAnew() throws Exception {
        story("hold", Map.of("restart", () -> site.kill("correction-ui")));
    }

    @Test
    void aPersonShowsATaskAndWhatTheyShowedIsADemonstration() throws Exception {
        story("show", Map.of());

        ActionSource byHand = new ActionSource.Demonstration(new OperatorId("teacher"));
        RunningSite.await("both are sealed", () -> site.successes(byHand) == 2);
    }

    /** A page's story in a real browser; at some of its lines something is done to the site. */
    private static void story(String name, Map<String, Deed> deeds) throws Exception {
        assumeThat(Files.isExecutable(CHROMIUM)).as("Chromium is installed").isTrue();
        Process tablets = new ProcessBuilder("node", "e2e/" + name + ".mjs", site.url(), "robot-1", SCREENS)
                .directory(PAGE.toFile())
                .redirectErrorStream(true)
                .start();
        List<String> said = new ArrayList<>();
        try (BufferedReader lines = tablets.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
                deeds.getOrDefault(line, () -> {}).run();
            }
        } finally {
            tablets.destroy();
        }
        assertThat(tablets.waitFor()).as(String.join("\n", said)).isZero();
    }

    private interface Deed {
        void run() throws Exception;
    }

    @Test
    void nothingSeriousKeepsAnybodyOutOfAnyScreen() throws Exception {
        assumeThat(Files.isExecutable(CHROMIUM)).as("Chromium is installed").isTrue();
        site.demonstrate("looked-at", 4, 700);
        RunningSite.await("an episode can be shown", site::hasEpisode);

        Process tablet = new ProcessBuilder("node", "e2e/screens.mjs", site.url(), "robot-1", SCREENS)
                .directory(PAGE.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(tablet.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(tablet.waitFor()).as(said).isZero();
        RunningSite.await("all demonstrations are sealed", () -> site.isComplete("looked-at"));
    }

    /** Ada's answer is lost on its way, and her tablet asks again; Ben, who looks second, takes back what he says. */
    @Test
    void aVerdictThatIsGivenWithoutAConnectionArrivesOnceAndCounts() throws Exception {
        assumeThat(Files.isExecutable(CHROMIUM)).as("Chromium is installed").isTrue();
        site.demonstrate("reviewed", 2, 700);
        RunningSite.await("all demonstrations are sealed", () -> site.isComplete("reviewed"));
        List<SealedEpisode> episodes = sealed("reviewed");
        EpisodeId looked = episodes.get(0).manifest().episode();
        Outcome before = episodes.get(0).manifest().ending().outcome();
        EpisodeId other = episodes.get(1).manifest().episode();

        Process tablet = new ProcessBuilder(
                        "node", "e2e/review.mjs", site.url(), looked.value(), other.value(), SCREENS)
                .directory(PAGE.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(tablet.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(tablet.waitFor()).as(said).isZero();
        assertThat(site.told(looked))
                .filteredOn(EpisodeRecord.Rated.class::isInstance)
                .map(EpisodeRecord.Rated.class::cast)
                .extracting(EpisodeRecord.Rated::rater, EpisodeRecord.Rated::before, EpisodeRecord.Rated::outcome)
                .containsExactly(
                        tuple(new OperatorId("ada"), before, Optional.of(Outcome.FAILURE)),
                        tuple(new OperatorId("ben"), Outcome.FAILURE, Optional.of(Outcome.SUCCESS)),
                        tuple(new OperatorId("ben"), Outcome.SUCCESS, Optional.empty()));
        assertThat(site.told(looked)).anyMatch(EpisodeRecord.Excluded.class::isInstance);
        assertThat(site.sealed()).contains(episodes.get(0));
    }

    private static List<SealedEpisode> sealed(String collection) throws Exception {
        return site.sealed().stream()
                .filter(episode ->
                        episode.manifest().plan().collection().value().equals(collection))
                .toList();
    }

    /** What the log tells of these episodes is in their files: every step, each once, in order. */
    private static void assertWhole(List<SealedEpisode> episodes) throws Exception {
        Map<EpisodeId, TreeSet<Integer>> logged = site.logged().stream()
                .map(NumberedEvent::event)
                .filter(event -> event instanceof EpisodeEvent.Stepped)
                .map(event -> (EpisodeEvent.Stepped) event)
                .collect(Collectors.groupingBy(
                        EpisodeEvent.Stepped::episode,
                        Collectors.mapping(stepped -> stepped.step().index(), Collectors.toCollection(TreeSet::new))));
        Map<EpisodeId, SealedEpisode> files = episodes.stream()
                .collect(Collectors.toMap(episode -> episode.manifest().episode(), Function.identity()));
        assertThat(files)
                .isNotEmpty()
                .allSatisfy((id, episode) -> assertThat(
                                episode.steps().stream().map(Step::index).toList())
                        .as("steps of " + id)
                        .containsExactlyElementsOf(logged.getOrDefault(id, new TreeSet<>())));
    }
}
