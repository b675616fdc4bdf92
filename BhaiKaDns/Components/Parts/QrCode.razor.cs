using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Components;
using QRCoder;

namespace BhaiKaDns.Components.Parts;

/// <summary>A text as a QR code, drawn in the page: black on white in every theme, because cameras want it so.</summary>
public sealed partial class QrCode : ComponentBase
{
    private string _path = "";
    private string _drawn = "";
    private int _size = 1;

    /// <summary>What a camera reads.</summary>
    [Parameter, EditorRequired]
    public string Text { get; set; } = "";

    /// <summary>What it is, for those who do not see it.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (_drawn == Text)
        {
            return;
        }

        _drawn = Text;
        using QRCodeData code = QRCodeGenerator.GenerateQrCode(Text, QRCodeGenerator.ECCLevel.M);
        StringBuilder path = new();
        _size = code.ModuleMatrix.Count;
        for (int row = 0; row < _size; row++)
        {
            for (int column = 0; column < _size; column++)
            {
                if (code.ModuleMatrix[row][column])
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{column} {row}h1v1h-1z");
                }
            }
        }

        _path = path.ToString();
    }
}
