package dev.fleetrl.robot.spool;

import static dev.fleetrl.robot.Events.closed;
import static dev.fleetrl.robot.Events.opened;
import static dev.fleetrl.robot.Events.stepped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.contracts.NumberedEvent;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import dev.fleetrl.robot.Events;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    @TempDir
    private Path folder;

    @Test
    void numbersItsRecordsFromOne() {
        try (Spool spool = open(1_000_000)) {
            spool.append(List.of(opened(), stepped(0)));

            assertThat(spool.after(0, 10))
                    .containsExactly(
                            new NumberedEvent(Events.ROBOT, 1, opened()),
                            new NumberedEvent(Events.ROBOT, 2, stepped(0)));
            assertThat(spool.after(1, 1)).extracting(NumberedEvent::number).containsExactly(2L);
        }
    }

    @Test
    void goesOnCountingAfterAllWasStoredAndTheAgentRestarted() {
        try (Spool spool = open(1_000_000)) {
            spool.append(List.of(opened(), closed(0)));
            spool.deleteUpTo(2);
            assertThat(spool.size()).isZero();
        }

        try (Spool spool = open(1_000_000)) {
            spool.append(List.of(opened()));

            assertThat(spool.after(0, 10)).extracting(NumberedEvent::number).containsExactly(3L);
            assertThat(spool.stored()).isEqualTo(2);
        }
    }

    @Test
    void abandonsAnEpisodeThatTheLastRunLeftOpen() {
        try (Spool spool = open(1_000_000)) {
            spool.append(List.of(opened(), stepped(0), stepped(1)));
        }

        try (Spool spool = open(1_000_000)) {
            Ending ending = new Ending(Outcome.ABANDONED, "agent-restarted", OutcomeSource.AGENT);
            assertThat(spool.after(3, 10))
                    .containsExactly(new NumberedEvent(
                            Events.ROBOT, 4, new EpisodeEvent.Closed(Events.EPISODE, ending, 2, 1_000)));
        }
        try (Spool spool = open(1_000_000)) {
            assertThat(spool.last()).isEqualTo(4);
        }
    }

    @Test
    void takesOnlyAnEpisodesEndWhenItIsFull() {
        try (Spool spool = open(300)) {
            int taken = spool.append(List.of(opened(), stepped(0), stepped(1), stepped(2)));
            assertThat(taken).isLessThan(4);
            assertThat(spool.usedFraction()).isGreaterThanOrEqualTo(1);

            assertThat(spool.append(List.of(closed(taken - 1)))).isEqualTo(1);

            spool.deleteUpTo(spool.last());
            assertThat(spool.usedFraction()).isZero();
        }
    }

    /** As after its card was exchanged: what it then records must not be taken for what the old one had sent. */
    @Test
    void numbersAnewWhatTheFleetWouldTakeForKnown() {
        try (Spool spool = open(1_000_000)) {
            spool.append(List.of(opened(), stepped(0), closed(1)));

            spool.deleteUpTo(500);

            assertThat(spool.stored()).isEqualTo(500);
            assertThat(spool.after(0, 10))
                    .containsExactly(
                            new NumberedEvent(Events.ROBOT, 501, opened()),
                            new NumberedEvent(Events.ROBOT, 502, stepped(0)),
                            new NumberedEvent(Events.ROBOT, 503, closed(1)));
        }
        try (Spool spool = open(1_000_000)) {
            assertThat(spool.last()).isEqualTo(503);
            spool.deleteUpTo(503);
            assertThat(spool.size()).isZero();
        }
    }

    @Test
    void keepsAllOrNothingWhenTheDiskFails() throws SQLException {
        failFrom(2);
        try (Spool spool = open(1_000_000)) {
            assertThatThrownBy(() -> spool.append(List.of(opened(), stepped(0))))
                    .isInstanceOf(SpoolException.class);
            assertThat(spool.last()).isZero();
            assertThat(spool.size()).isZero();
            assertThat(spool.usedFraction()).isZero();

            spool.remember(Events.HEALED, "yes");
            assertThat(spool.append(List.of(opened(), stepped(0)))).isEqualTo(2);
            assertThat(spool.after(0, 10)).extracting(NumberedEvent::number).containsExactly(1L, 2L);
        }
    }

    private void failFrom(long number) throws SQLException {
        open(1_000_000).close();
        Events.failFrom(folder.resolve("spool.db"), number);
    }

    @Test
    void remembersFacts() {
        try (Spool spool = open(1_000_000)) {
            spool.remember("authority", "stopped");
        }
        try (Spool spool = open(1_000_000)) {
            assertThat(spool.recall("authority")).contains("stopped");
            assertThat(spool.recall("nothing")).isEmpty();
        }
    }

    @Test
    void refusesASecondAgent() {
        try (Spool spool = open(1_000_000)) {
            spool.append(List.of(opened()));

            assertThatThrownBy(() -> open(1_000_000).close())
                    .isInstanceOf(SpoolException.class)
                    .hasMessageContaining("another agent");
        }
    }

    /** Another process appends one step after the other and is gone in the middle, without a goodbye. */
    @Test
    void losesNothingThatWasAppendedWhenTheProcessDies() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SpoolTest.class.getName() + "$Dying",
                        folder.resolve("spool.db").toString())
                .redirectErrorStream(true)
                .start();
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(output.lines()).last().isEqualTo("40");

        try (Spool spool = open(1_000_000)) {
            List<NumberedEvent> events = spool.after(0, 1_000);
            assertThat(events.size()).isBetween(41, 42);
            assertThat(events.get(events.size() - 1).event()).isInstanceOf(EpisodeEvent.Closed.class);
            for (int i = 0; i < events.size(); i++) {
                assertThat(events.get(i).number()).isEqualTo(i + 1);
            }
        }
    }

    /** Dies while another thread appends. */
    static final class Dying {
        private Dying() {}

        public static void main(String[] arguments) {
            Spool spool = Spool.open(Path.of(arguments[0]), Events.ROBOT, 1_000_000, Spool.Durability.PROCESS_KILL, 0);
            spool.append(List.of(opened()));
            for (int i = 0; i < 39; i++) {
                spool.append(List.of(stepped(i)));
            }
            System.out.println(spool.last());
            System.out.flush();
            Thread appending = new Thread(() -> spool.append(List.of(stepped(39))));
            appending.start();
            Runtime.getRuntime().halt(137);
        }
    }

    private Spool open(long maxBytes) {
        return Spool.open(folder.resolve("spool.db"), Events.ROBOT, maxBytes, Spool.Durability.PROCESS_KILL, 1_000);
    }
}
