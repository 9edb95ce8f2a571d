package io.threadkeep.samples.assistants;

import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;

/** A Chromium without a window, and what a person does with it. */
final class Browser implements AutoCloseable {
  private static final Path PICTURES = Path.of("target", "inspector");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Where none is installed the test is skipped, and says so. */
  static Browser open() {
    Path chromium = installed("chromium", "chromium-browser", "google-chrome");
    Path chromedriver = installed("chromedriver");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.toFile());
    options.addArguments(
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage");
    options.addArguments("--force-prefers-reduced-motion", "--window-size=1100,1500");
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(chromedriver.toFile())
            .usingAnyFreePort()
            .build();
    return new Browser(new ChromeDriver(service, options));
  }

  private static Path installed(String... names) {
    List<String> path = List.of(System.getenv("PATH").split(File.pathSeparator));
    Optional<Path> found =
        Stream.of(names)
            .flatMap(name -> path.stream().map(folder -> Path.of(folder, name)))
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isEmpty()) {
      System.out.println("Skipped: " + names[0] + " is not installed.");
      abort(names[0] + " is not installed");
    }
    return found.orElseThrow();
  }

  void go(String url) {
    driver.get(url);
  }

  void size(int width, int height) {
    driver.manage().window().setSize(new Dimension(width, height));
  }

  /** The first that is shown, as soon as there is one. */
  WebElement find(String css) {
    return waitFor(By.cssSelector(css));
  }

  /** A link or button with these words. */
  WebElement named(String words) {
    return waitFor(
        By.xpath(
            "//*[self::a or self::button or self::summary][contains(normalize-space(.), \""
                + words
                + "\")]"));
  }

  private WebElement waitFor(By by) {
    List<WebElement> found = new ArrayList<>();
    Waiting.until(
        () -> {
          shown(by).ifPresent(found::add);
          return !found.isEmpty();
        });
    return found.get(0);
  }

  private Optional<WebElement> shown(By by) {
    try {
      return driver.findElements(by).stream().filter(WebElement::isDisplayed).findFirst();
    } catch (StaleElementReferenceException gone) {
      return Optional.empty();
    }
  }

  void press(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  void type(String css, String text) {
    WebElement field = find(css);
    field.clear();
    field.sendKeys(text, Keys.ENTER);
  }

  /** Until the page says it somewhere. */
  void untilItSays(String text) {
    Waiting.until(() -> says(text));
  }

  boolean says(String text) {
    return Boolean.TRUE.equals(
        ask("return document.querySelector('main').innerText.includes(arguments[0])", text));
  }

  @Nullable Object ask(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** What the elements are worth that are found, as an expression of {@code each}. */
  List<Long> numbers(String css, String worth) {
    return JSON.convertValue(
        ask(
            "return [...document.querySelectorAll(arguments[0])].map((each) => " + worth + ")",
            css),
        new TypeReference<>() {});
  }

  /** What was said last to who hears the page instead of seeing it. */
  String said() {
    return String.valueOf(ask("return document.getElementById('spoken').textContent"));
  }

  /** Where the keyboard is: as CSS would find it. */
  boolean isAt(String css) {
    return Boolean.TRUE.equals(ask("return document.activeElement.matches(arguments[0])", css));
  }

  /** What a screen reader is given: the nodes of Chromium's accessibility tree. */
  JsonNode heard() {
    return JSON.valueToTree(driver.executeCdpCommand("Accessibility.getFullAXTree", Map.of()))
        .path("nodes");
  }

  void saveFilesIn(Path folder) {
    driver.executeCdpCommand(
        "Browser.setDownloadBehavior",
        Map.of("behavior", "allow", "downloadPath", folder.toString()));
  }

  void openTab() {
    driver.switchTo().newWindow(WindowType.TAB);
  }

  /** To be looked at: {@code target/inspector/NAME.png}. */
  void picture(String name) {
    try {
      Files.createDirectories(PICTURES);
      Files.write(PICTURES.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the browser complained of: a refused script, a file that is missing. */
  List<String> complaints() {
    return driver.manage().logs().get("browser").getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  @Override
  public void close() {
    driver.quit();
  }
}
