package dev.fleetrl.local.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.episodes.LabelRunManifest;
import dev.fleetrl.episodes.UnreadableFileException;
import dev.fleetrl.local.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fleetrl label-run ls|show|compare}. Reads a site's folder; the site need not run. */
@Command(
        name = "label-run",
        description = "What label runs found, read from a site's folder.",
        mixinStandardHelpOptions = true)
final class LabelRunCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Which folder, and whether a person or a program asks. */
    static final class Options {
        @Option(names = "--data", defaultValue = ".fleetrl/site", description = "folder (default: ${DEFAULT-VALUE})")
        private Path data = Path.of(".fleetrl/site");

        @Option(names = "--json", description = "print JSON, for programs")
        private boolean json;
    }

    private interface Question {
        String answer(LabelRunFiles files) throws IOException;
    }

    @Command(name = "ls", description = "lists them, a row a task", mixinStandardHelpOptions = true)
    void list(@Mixin Options options) {
        ask(options, files -> {
            List<LabelRunManifest> runs = new ArrayList<>();
            List<String> unreadable = new ArrayList<>();
            for (LabelRunId id : files.runs()) {
                try {
                    runs.add(files.manifest(id));
                } catch (UnreadableFileException e) {
                    unreadable.add(String.valueOf(e.getMessage()));
                }
            }
            unreadable.forEach(line -> spec.commandLine().getErr().println("fleetrl: " + line));
            return options.json ? json(runs) : LabelRunText.list(runs);
        });
    }

    @Command(
            name = "show",
            description = "shows one: its threshold, what it calls positive, and what its values are worth",
            mixinStandardHelpOptions = true)
    void show(@Mixin Options options, @Parameters(paramLabel = "RUN") String run) {
        ask(options, files -> {
            LabelRunManifest manifest = files.manifest(new LabelRunId(run));
            return options.json ? Printout.json(LabelRunText.tree(manifest)) + "\n" : LabelRunText.show(manifest);
        });
    }

    @Command(
            name = "compare",
            description = "counts the steps that two runs label alike and differently",
            mixinStandardHelpOptions = true)
    void compare(
            @Mixin Options options,
            @Parameters(paramLabel = "RUN") String first,
            @Parameters(paramLabel = "OTHER") String second) {
        ask(options, files -> {
            LabelRunDifference difference = files.compare(new LabelRunId(first), new LabelRunId(second));
            return options.json ? Printout.json(difference.tree()) + "\n" : difference.text();
        });
    }

    private static String json(List<LabelRunManifest> runs) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        runs.forEach(run -> array.add(LabelRunText.tree(run)));
        return Printout.json(array) + "\n";
    }

    private void ask(Options options, Question question) {
        try (LabelRunFiles files = LabelRunFiles.below(options.data)) {
            spec.commandLine().getOut().print(question.answer(files));
            spec.commandLine().getOut().flush();
        } catch (IOException | UnreadableFileException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }
}
