package dev.fleetrl.local.cli;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.fleetrl.local.UserError;
import dev.fleetrl.local.bench.BenchReport;
import dev.fleetrl.local.study.report.PlateauCurve;
import dev.fleetrl.local.study.report.PlateauPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What {@code bench plateau --json} wrote. */
final class PlateauFile {
    private PlateauFile() {}

    static PlateauCurve read(Path file, String task) {
        try {
            BenchReport report = new ObjectMapper()
                    .registerModule(new Jdk8Module())
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(Files.readAllBytes(file), BenchReport.class);
            if (!report.bench().equals("plateau")) {
                throw new IllegalArgumentException("it is a report of bench " + report.bench());
            }
            return new PlateauCurve(PlateauPoint.of(task, report.results()), report.commit());
        } catch (IOException | IllegalArgumentException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason");
            throw new UserError(
                    "cannot read " + file + " (" + reason + "); make it with bench plateau --task " + task + " --json "
                            + file,
                    e);
        }
    }
}
