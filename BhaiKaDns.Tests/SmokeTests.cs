namespace BhaiKaDns;
