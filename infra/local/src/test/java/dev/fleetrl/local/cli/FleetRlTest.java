package dev.fleetrl.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Everything that one can type wrong is answered with one line that helps, and exit code 2. */
class FleetRlTest {
    @TempDir
    private Path folder;

    private record Answer(int exitCode, String error) {}

    private static Answer run(String... arguments) {
        StringWriter error = new StringWriter();
        CommandLine fleetrl = FleetRl.commandLine().setErr(new PrintWriter(error));
        return new Answer(fleetrl.execute(arguments), error.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            demo --tsk pick                      | Unknown option
            demo --robots none                   | --robots
            demo --task juggle                   | choose one of
            up --task juggle                     | juggle
            sim-ros2 --task juggle               | juggle
            sim-ros2 --domain 233                | --domain must be 0 to 232
            sim-ros2 --model no.yaml             | no.yaml
            up --robots 0                        | --robots must be 1 to 64
            up --operators 5 --robots 4          | --operators must be 0 to 4
            up --people no.yaml                  | --people: there is no such file
            people add ada                       | --role
            people add ada --role king           | king
            people add somebody --role viewer    | nobody can be called somebody
            people add a/b --role viewer         | must be 1 to 128 letters
            people rm ada --file no.yaml         | nobody called ada is in no.yaml
            up --port 70000                      | --port must be 0 to 65535
            up --mqtt localhost                  | --mqtt must be like tcp://host:1883
            up --kafka http://localhost          | --kafka must be like host:9092
            demo --json /no/such/folder/out.json | name a file in a folder that exists
            bench speed                          | choose one of
            bench sim --json /no/such/folder/b   | name a file in a folder that exists
            bench learning --task juggle         | juggle
            bench learning --workers 65          | --workers must be 0 to 64
            bench learning --rounds 0            | --rounds must be 1 to 100
            agent doctor none.yaml               | there is no file none.yaml
            agent doctor none.yaml --seconds 0   | --seconds must be 1 to 600
            bench learning --steps 0             | --steps must be 1 to 1000000
            bench learning --base-steps 0        | --base-steps must be 1 to 1000000
            bench learning --variants nobody     | choose of control-demos
            bench learning --seeds 0             | --seeds must be 1 to 100
            bench learning --report ../x         | --report must be small letters
            bench learning --plateau no.json     | make it with bench plateau
            bench round --task juggle            | juggle
            bench suites                         | --out
            bench suites --out . --starts 0      | --starts must be 1 to 1000
            bench suites --out . --seed 0        | --seed must be 1 to 999
            bench suites --out .                 | holds no study of pick
            bench plateau                        | --demos
            bench plateau --demos 1 --steps 0    | --steps must be at least 1
            bench plateau --demos 0 --steps 1    | --demos, --evaluations and --seeds must be 1 to 999
            robot ls --url localhost:8080        | it must be like http://127.0.0.1:8080
            robot show my%robot --url x          | it must be like http://127.0.0.1:8080
            robot ls --url http://127.0.0.1:9    | ./fleetrl up
            doctor --url http://127.0.0.1:9      | ./fleetrl up
            certificate robot-1 --data . --out . | robots are enrolled
            certificate broker --data . --out .  | name the host under which robots reach the broker
            robt ls                              | robt
            test                                 | ./fleetrl test
            soak fleet                           | --seeds
            soak fleet --seeds 0                 | --seeds must be 1 to 100000000
            soak fleet --seeds 1 --workers 65    | --workers must be 1 to 64
            soak fleet --seeds 1                 | run ./fleetrl soak from a checkout
            """)
    void refusesWithOneLineThatHelps(String line, String hint) {
        Answer answer = run(line.split(" +", -1));

        assertThat(answer.exitCode()).isEqualTo(FleetRl.CALLER_CAN_MEND);
        assertThat(answer.error()).startsWith("fleetrl: ").contains(hint).doesNotContain("\tat ");
        assertThat(answer.error().lines().findFirst().orElseThrow()).contains(hint);
    }

    @Test
    void refusesAPortInUseAndAFolderThatIsAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            assertThat(run("up", "--port", port, "--data", folder.toString()))
                    .isEqualTo(new Answer(
                            2,
                            "fleetrl: port " + port + " is in use; choose another with --port, or 0 for a free one\n"));
        }
        Answer answer = run("up", "--port", "0", "--data", file.resolve("below").toString());
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.error()).contains("cannot write to").contains("--data");
    }

    /** A second authority is one that no robot believes. */
    @Test
    void makesNoAuthorityInAMistypedFolderAndNoSecondOne() {
        String data = folder.resolve("data").toString();
        String out = folder.resolve("out").toString();
        String[] first = {"certificate", "fleet-controller", "--data", data, "--out", out, "--new"};
        String[] next = {"certificate", "correction-ui", "--data", data, "--out", out};
        String[] mistyped = {"certificate", "correction-ui", "--data", data + "x", "--out", out};

        Answer early = run(next);
        assertThat(early.exitCode()).isEqualTo(2);
        assertThat(early.error())
                .startsWith("fleetrl: there is no authority in " + data)
                .contains("--new");
        assertThat(folder).isEmptyDirectory();
        assertThat(run(first)).isEqualTo(new Answer(0, ""));
        assertThat(run(next)).isEqualTo(new Answer(0, ""));
        assertThat(run(mistyped).exitCode()).isEqualTo(2);
        assertThat(folder.resolve("datax")).doesNotExist();
        assertThat(run(first).error()).contains("already; leave --new out");
    }

    @Test
    void signsNothingThatIsNotThere() throws IOException {
        String data = folder.toString();

        Answer nowhere = run("policy", "sign", "v1", "--data", data);
        assertThat(nowhere.exitCode()).isEqualTo(2);
        assertThat(nowhere.error()).startsWith("fleetrl: " + data + " holds no policies/");
        Files.createDirectories(folder.resolve("policies"));
        Answer nothing = run("policy", "sign", "v1", "--data", data);
        assertThat(nothing.exitCode()).isEqualTo(2);
        assertThat(nothing.error()).startsWith("fleetrl: policy v1 is not in the policy store");
    }

    @Test
    void refusesToMixTwoDemosInOneFolder() throws IOException {
        Files.writeString(folder.resolve("demo.json"), """
                {"task": "pick", "seed": 2, "plan": {"demonstrations": 1, "baseSteps": 1, "practice": 1,
                 "valueSteps": 1, "extraSteps": 1, "evaluation": 1}}
                """);

        Answer answer = run("demo", "--quick", "--out", folder.toString());

        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.error()).contains("holds another demo").contains("--out");
    }

    @Test
    void writesAStudysPageWithoutRunningMoreOfIt() throws IOException {
        String out = folder.resolve("study").toString();

        assertThat(run("bench", "learning", "--preset", "smoke", "--workers", "0", "--out", out))
                .isEqualTo(new Answer(0, ""));
        assertThat(folder.resolve("study/pick.md"))
                .content()
                .contains("The claim is not judged", "| recap 1 | 0/1 | not run |")
                .doesNotContain("NaN");
        assertThat(folder.resolve("study/cells")).doesNotExist();
    }

    @Test
    void listsEveryCommandInItsHelp() {
        String help = FleetRl.commandLine().getUsageMessage();

        assertThat(List.of("demo", "up", "test", "robot", "episode", "round", "policy", "doctor", "bench"))
                .allSatisfy(command -> assertThat(help).contains("  " + command));
    }
}
