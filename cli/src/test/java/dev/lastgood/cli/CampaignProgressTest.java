package dev.lastgood.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A campaign's progress")
class CampaignProgressTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private double seconds;

  private CampaignProgress progress(boolean redraws) {
    Terminal terminal =
        new Terminal(
            new PrintWriter(out), new PrintWriter(err), 80, redraws, redraws, Optional.empty());
    return new CampaignProgress(terminal, () -> (long) (seconds * 1e9), 1000, "incidents");
  }

  private void at(double now, CampaignProgress progress, int incidents) {
    seconds = now;
    progress.done(incidents);
  }

  @Test
  @DisplayName("is silent while it is short")
  void silent() {
    CampaignProgress progress = progress(false);
    at(1.9, progress, 900);
    progress.end();
    assertEquals("", err.toString());
  }

  @Test
  @DisplayName("is a line now and then where there is no terminal")
  void lines() {
    CampaignProgress progress = progress(false);
    at(2, progress, 100);
    at(3, progress, 150);
    at(16.9, progress, 840);
    at(20, progress, 900);
    progress.end();
    assertEquals(
        """
        100 of 1000 incidents, 50 a second, about 00:18 to go
        900 of 1000 incidents, 45 a second, about 00:02 to go
        """,
        err.toString().replace("\r", ""));
    assertEquals("", out.toString());
  }

  @Test
  @DisplayName("is one line drawn over on a terminal, and cleared at the end")
  void redraws() {
    CampaignProgress progress = progress(true);
    at(2, progress, 100);
    at(2.1, progress, 110);
    at(4, progress, 400);
    progress.end();
    assertEquals(
        "\r\u001b[K100 of 1000 incidents, 50 a second, about 00:18 to go"
            + "\r\u001b[K400 of 1000 incidents, 100 a second, about 00:06 to go"
            + "\r\u001b[K",
        err.toString());
  }

  @Test
  @DisplayName("never goes back when threads tell out of order")
  void outOfOrder() {
    CampaignProgress progress = progress(false);
    at(1, progress, 200);
    at(2, progress, 100);
    assertEquals("200 of 1000 incidents, 100 a second, about 00:08 to go", err.toString().strip());
  }
}
