package dev.fleetrl.ui;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells pages of different builds apart: the index names its scripts and styles by their content. */
final class PageVersion {
    private static final int DIGITS = 12;

    private PageVersion() {}

    static String ofClasspath() {
        try (InputStream index = PageVersion.class.getResourceAsStream("/web/index.html")) {
            if (index == null) {
                throw new IllegalStateException("the page is not on the class path; build correction-ui with Maven");
            }
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(index.readAllBytes());
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the page", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
