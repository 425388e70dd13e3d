// The smallest content type that H5P's player can show: content types are in no registry, so the player is what is
// measured, with nothing of what a real one weighs.
var H5P = H5P || {};

H5P.Least = function (content) {
  this.attach = function ($container) {
    const button = document.createElement("button");
    button.textContent = content.text;
    $container.addClass("least");
    $container.append(button);
  };
};
