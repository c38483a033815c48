package io.rhapsode.workflows.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.workflows.TinyModel;
import io.rhapsode.workflows.serve.speech.Limits;
import io.rhapsode.workflows.settings.NarrateSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** The review page in a real browser, over a book that was narrated. Needs Chromium. */
class ReviewPageIT {
  private static final String CURRENT = ".sentences [aria-current]";

  @TempDir static Path folder;
  private static RunningServer running;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    browser = Browser.open();
    TinyModel.installAlone();
    NarratedBook.narrate(folder);
    running = new RunningServer(Limits.DEFAULTS, NarrateSettings.DEFAULTS, folder);
  }

  @AfterAll
  static void stop() {
    if (running != null) {
      running.close();
    }
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void enter() {
    browser.size(new Dimension(1_100, 900));
    browser.scheme("light");
    browser.go(running.server().link());
    browser.one(".cards a");
  }

  @Test
  void aChapterIsHeardWithItsTextEditedMadeAndHeardAnew() throws Exception {
    browser.shot("library");
    browser.click("boat");
    browser.click("The Boat");
    browser.one(".controls .strong").click();
    browser.until(
        () -> browser.number("return document.getElementById('player').currentTime") > 0.2);
    assertEquals("0", browser.one(CURRENT).getDomAttribute("data-number"));
    browser.shot("playing");
    browser.until(() -> "1".equals(browser.one(CURRENT).getDomAttribute("data-number")));

    WebElement row = browser.one(".sentences > li:nth-child(3)");
    row.findElement(By.cssSelector("[aria-expanded]")).click();
    new Select(browser.one(".editor select")).selectByValue("en-us");
    browser.button("Hear it so").click();
    browser.button("▶ New").click();
    browser.until(
        () -> browser.number("return document.getElementById('player').currentTime") > 0.2);
    browser.shot("editing");
    browser.button("Keep the new one").click();
    browser.until(() -> about(3).contains("edited, not made yet"));
    assertTrue(about(3).startsWith("en-us"), about(3));

    browser.button("Make the edited takes").click();
    browser.until(() -> browser.one("#status").getText().equals("Done: 1 take made, 4 used again"));
    browser.until(() -> about(3).equals("en-us"));
    browser.one(".sentences > li:nth-child(3) .play").click();
    browser.until(() -> "2".equals(browser.one(CURRENT).getDomAttribute("data-number")));
    browser.until(
        () -> browser.number("return document.getElementById('player').currentTime") > 0.2);

    browser.one(".sentences > li:nth-child(3) [aria-expanded]").click();
    browser.button("Take back all edits of it").click();
    browser.until(() -> about(3).startsWith("en-gb"));
    browser.go("#/jobs");
    browser.until(() -> browser.one(".cards").getText().contains("1 take made, 4 used again"));
    browser.shot("jobs");
  }

  private static String about(int row) {
    return browser.one(".sentences > li:nth-child(" + row + ") .about").getText();
  }

  @Test
  void everythingCanBeDoneWithTheKeyboardAlone() {
    browser.tabTo("boat").sendKeys(Keys.ENTER);
    browser.until(() -> isHeading("boat"));
    browser.tabTo("The End").sendKeys(Keys.ENTER);
    browser.until(() -> isHeading("The End"));
    browser.tabTo("▶").sendKeys(Keys.ENTER);
    browser.until(
        () -> browser.number("return document.getElementById('player').currentTime") > 0.1);
    browser.focused().sendKeys(Keys.ARROW_DOWN);
    assertTrue(browser.focused().getDomAttribute("aria-label").startsWith("Play: All are gone"));
    browser.tabTo("Edit").sendKeys(Keys.ENTER);
    browser.until(() -> browser.focused().getTagName().equals("select"));
    browser.tabTo("Hear it so").sendKeys(Keys.ENTER);
    browser.until(() -> browser.focused().getText().equals("▶ As it is"));
    browser.focused().sendKeys(Keys.ESCAPE);
    browser.until(() -> browser.focused().getText().equals("Edit"));
    browser.until(() -> browser.all(".editor").isEmpty());
  }

  @Test
  void aJobIsCancelledFromThePage() throws Exception {
    HeldStages stages = new HeldStages();
    try (RunningServer held =
        new RunningServer(Limits.DEFAULTS, NarrateSettings.DEFAULTS, folder, stages)) {
      browser.go(held.server().link());
      browser.click("boat");
      browser.button("Make it again").click();
      assertFalse(browser.one("main").getText().contains("null"), "nothing that is not there");
      browser.button("Cancel").click();
      browser.until(() -> !browser.button("Is being cancelled").isEnabled());
      browser.shot("cancelling");
      stages.goOn().countDown();
      browser.until(() -> browser.one("#status").getText().equals("The job was cancelled"));
      browser.until(() -> browser.button("Make it again").isEnabled());
      browser.go("#/jobs");
      browser.until(() -> browser.one(".cards").getText().contains("cancelled, asked for at"));
    }
  }

  /** Whether the heading of a page has the focus. */
  private static boolean isHeading(String text) {
    return browser.focused().getTagName().equals("h1") && browser.focused().getText().equals(text);
  }

  @Test
  void aVoiceIsMadeFromAClip() throws Exception {
    browser.go("#/voices");
    browser.one(".voices li");
    browser.button("Hear", ".voices li button").click();
    browser.until(
        () -> browser.number("return document.getElementById('player').currentTime") > 0.1);
    browser.shot("voices");
    browser.open("Make one from a clip");
    browser.one("[name=name]").sendKeys("page-clone");
    browser.one("[name=audio_sample]").sendKeys(TinyModel.clip(folder).toString());
    browser.one("[name=consent]").sendKeys("Made for tests.");
    browser.one("#agreed").click();
    browser.button("Make the voice").click();
    browser.until(() -> browser.one("#status").getText().equals("The voice page-clone is made"));
    assertEquals("page-clone", browser.one(".voices li strong").getText());
    assertTrue(
        new String(running.get("/v1/audio/voices").body(), StandardCharsets.UTF_8)
            .contains("\"page-clone\""));
  }

  @Test
  void nothingSeriousIsWrongForThoseWhoSeeOrHearOtherwise() throws Exception {
    for (String scheme : List.of("light", "dark")) {
      browser.scheme(scheme);
      for (int width : new int[] {1_100, 400}) {
        browser.size(new Dimension(width, 900));
        for (String page : List.of("#/library", "#/voices", "#/jobs")) {
          browser.go(page);
          browser.one("h1");
          assertSound(page + " " + scheme + " " + width);
        }
        browser.go("#/library");
        browser.click("boat");
        browser.one(".parts a");
        assertSound("work " + scheme + " " + width);
        browser.click("The Boat");
        browser.one(".sentences [aria-expanded]").click();
        browser.one(".editor");
        assertSound("editor " + scheme + " " + width);
        assertFalse(
            browser.number("return document.documentElement.scrollWidth - window.innerWidth") > 0,
            "nothing is wider than the window");
        browser.shot("editor-" + scheme + "-" + width);
      }
    }
  }

  /** What axe-core finds that is serious. */
  private static void assertSound(String page) throws IOException {
    try (InputStream axe = ReviewPageIT.class.getResourceAsStream("/axe.min.js")) {
      browser.run(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
    }
    Object found =
        browser.runAsync(
            "const done = arguments[0];axe.run().then((result) =>"
                + " done(result.violations.filter((one) => ['serious',"
                + " 'critical'].includes(one.impact)).map((one) => one.id + ': ' +"
                + " one.nodes.map((node) => node.html).join(' ; '))));");
    assertEquals(List.of(), found, page);
  }
}
