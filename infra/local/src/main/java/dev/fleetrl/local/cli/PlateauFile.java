package dev.fleetrl.local.cli;

import dev.fleetrl.local.UserError;
import dev.fleetrl.local.study.report.PlateauCurve;
import dev.fleetrl.local.study.virtual.Records;
import java.io.IOException;
import java.nio.file.Path;

/** The curve that {@code bench plateau} leaves in its folder. */
final class PlateauFile {
    private static final String NAME = "plateau.json";

    private PlateauFile() {}

    /** Beside the points that the folder's curve has already. */
    static Path write(Path folder, PlateauCurve curve) throws IOException {
        Path file = folder.resolve(NAME);
        PlateauCurve all =
                Records.find(file, PlateauCurve.class).map(curve::plus).orElse(curve);
        Records.write(file, PlateauCurve.class, all);
        return file;
    }

    /** Refuses what is not there, cannot be read, or is of another task. */
    static PlateauCurve read(Path file, String task) {
        String hint = "; make it with bench plateau --task " + task;
        try {
            PlateauCurve curve = Records.find(file, PlateauCurve.class)
                    .orElseThrow(() -> new UserError("there is no " + file + hint));
            if (!curve.task().equals(task)) {
                throw new UserError(file + " is a plateau of " + curve.task() + hint);
            }
            return curve;
        } catch (IOException e) {
            throw new UserError(e.getMessage() + hint, e);
        }
    }
}
